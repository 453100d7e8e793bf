// Package jsondoc prints JSON documents that nobody decodes: as JSON in a layout, as YAML, member by member, or as the values
// that programs (--jq, --template) run on. Numbers stay to the digit, members as and where they came.
package jsondoc
