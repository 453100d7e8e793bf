# Compiled as it stands, before the rest: what operators and functions of gojq are under other names.
def _each: if type == "object" then .[_names[]] else .[] end;
def _plus(l; r): r as $r | l as $l | $l + $r | _join($l; $r);
def _times(l; r): r as $r | l as $l | $l * $r | _join($l; $r);
def _sum: add;
def _parse: fromjson;
def _from_pairs: from_entries;
def _set(p; v): setpath(p; v);
def _delete(ps): delpaths(ps);
def _remove(f): del(f);
def _as_html: @html;
def _as_uri: @uri;
def _as_base64: @base64;
def _found(re; flags): match(re; flags);
