# What gojq defines with the members of objects sorted, again with them in their order.
def keys_unsorted: if type == "object" then _names else keys end;
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries: . as $pairs | _from_pairs | _sequence([$pairs[] | .key // .Key // .name // .Name]);
def with_entries(f): to_entries | map(f) | from_entries;
def add: if type == "object" then [.[]] else . end | if _all_objects then _merge else _sum end;
def add(f): [f] | add;
def recurse: recurse(.[]?);
def paths: path(..) | select(. != []);
def paths(f): path(.. | select(f)) | select(. != []);
def leaf_paths: paths(scalars);
def walk(f): def step: if type == "object" then map_values(step) elif type == "array" then map(step) else . end | f; step;
def tostream:
  def events($path):
    if (type | . == "object" or . == "array") and length > 0 then
      keys_unsorted as $keys | ($keys[] as $k | .[$k] | events($path + [$k])), [$path + [$keys[-1]]]
    else [$path, .] end;
  [events([])] | .[];
def setpath(p; v): . as $before | _set(p; v) | _inherit($before);
def delpaths(ps): . as $before | _delete(ps) | _inherit($before);
def del(f): . as $before | _remove(f) | _inherit($before);
def pick(f): . as $whole | reduce path(f) as $p (null; setpath($p; $whole | getpath($p)));
def INDEX(stream; f): [stream | [(f | tostring), .]] | _object;
def INDEX(f): INDEX(.[]; f);
def tojson: _text;
def tostring: if type == "string" then . else tojson end;
def fromjson: . as $text | _parse | _inherit_text($text);
def _tohtml: tostring | _as_html;
def _touri: tostring | _as_uri;
def _tobase64: tostring | _as_base64;
def match($re; $flags): _found($re; $flags) | {offset, length, string, captures: [.captures[] | {offset, length, string, name}]};
def match($re): if $re | type == "array" then match($re[0]; $re[1]) else match($re; null) end;
def capture($re; $flags): match($re; $flags) | [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture($re): if $re | type == "array" then capture($re[0]; $re[1]) else capture($re; null) end;
