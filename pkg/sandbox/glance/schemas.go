package glance

import (
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// schemas has the members of each document of the service: the types of JSON Schema before a colon, - in front of a member that nobody
// may set. The glance command reads these before it lists anything (fact 114).
var schemas = map[string]string{
	"image": "string:id name visibility -status|null,string:owner container_format disk_format -checksum -os_hash_algo -os_hash_value|" +
		"null,integer:-size -virtual_size|integer:min_disk min_ram|boolean:protected os_hidden|array:tags|string:-created_at -updated_at -self -file -schema",
	"member": "string:image_id member_id status schema created_at updated_at",
}

// showSchema shows the schema of a document, or of a list of them: a document's name with an s.
func showSchema(c *service.RequestContext) (*web.Response, error) {
	asked := c.Arg("name")
	name := strings.TrimSuffix(asked, "s")
	members, known := schemas[name]
	if !known {
		return nil, fault.NotFound("The resource could not be found.")
	}
	type object = map[string]any
	properties := object{}
	for group := range strings.SplitSeq(members, "|") {
		types, named, _ := strings.Cut(group, ":")
		for member := range strings.FieldsSeq(named) {
			property, plain := object{"type": strings.Split(types, ",")}, strings.TrimPrefix(member, "-")
			if plain != member {
				property["readOnly"] = true
			}
			properties[plain] = property
		}
	}
	schema := object{"name": name, "properties": properties}
	if name == "image" {
		schema["additionalProperties"] = object{"type": "string"}
	}
	if asked != name {
		list := object{"type": "array", "items": schema}
		schema = object{"name": asked, "properties": object{asked: list, "schema": object{"type": "string"}}}
	}
	return web.OK(web.JSON(schema)), nil
}
