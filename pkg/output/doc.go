// Package output renders what a command has to say, and is the only package that prints.
//
// Three ideas carry it:
//
//   - Streams are the three standard streams and what is known of them: which are terminals, how wide, in colour or not.
//     stdout is for the program that reads it: the result and nothing else. stderr is for the person: progress,
//     questions, notices, errors. (With -o json a program reads stderr too, and finds one JSON object a line.)
//   - A View says once how a resource looks: its columns, its rows in show, the roots of its documents. From it come the
//     column formats (table, wide, plain, csv) and id. The document formats (json, jsonl, yaml, xml, --jq, --template) print
//     the API's own document and never pass through the columns.
//   - List and Show print a collection and one resource. A list streams: json, jsonl, yaml, csv, plain and id come out as items
//     come in, and nothing waits in a buffer for longer than a moment. Only table, wide, xml, --sort, --jq and
//     --template hold back what they print. Where a page fails the output stops where it is, unclosed, and the error is
//     returned: never a shorter list that looks whole.
//
// # What a cloud may not do to a terminal
//
// Text that came from a cloud is data. Sanitize shows the characters that a terminal would obey, or that change how
// the text around them reads, as escapes such as \x1b, \n or \u202e. The rule, format by format:
//
//   - table, wide, plain, notices, errors, progress: always, wherever they go.
//   - csv, id, xml, --jq, --template: where stdout is a terminal; elsewhere the data is exact, for programs, but that csv puts an
//     apostrophe before text that a spreadsheet would run.
//   - json, jsonl, yaml: always, as escapes of the format itself, so that the value is the same.
//
// # Empty values
//
// The columns for people (table, wide, plain, and the rows of show) print "-" for an empty value; csv prints nothing.
package output
