package api

import "github.com/go-json-experiment/json/jsontext"

// GetConsoleOutput is the action that reads a server's text console (os-getConsoleOutput; the guide predates it).
type GetConsoleOutput struct {
	Length *int `json:"length,omitzero"` // lines from the end; nil: all there are
}

// GetConsole is the action that opens a server's graphical or serial console (os-getVNCConsole and its like).
type GetConsole struct {
	Type string `json:"type"` // novnc, xvpvnc, spice-html5, rdp-html5, serial
}

// RemoteConsole is the same from microversion 2.6 on: a request, and the answer to it.
type RemoteConsole struct {
	Protocol string `json:"protocol"`
	Type     string `json:"type"`
}

// Console is where an open console is.
type Console struct {
	Type  string         `json:"type" xml:",element"`
	URL   string         `json:"url" xml:",element"` // it lets in whoever has it, for some minutes
	Extra jsontext.Value `json:",embed"`
}

// InstanceAction is what somebody did to a server, and when (os-instance-actions; the guide predates it).
type InstanceAction struct {
	Action    string           `json:"action"`
	ServerID  string           `json:"instance_uuid,omitzero"`
	RequestID string           `json:"request_id"`
	UserID    string           `json:"user_id,omitzero"`
	TenantID  string           `json:"project_id,omitzero"`
	Start     string           `json:"start_time"` // ISO 8601 without a zone, as it came
	Message   Nullable[string] `json:"message,omitzero"`
	// Events are there where one action is asked for: for administrators, from microversion 2.51 on for everybody.
	Events []InstanceActionEvent `json:"events,omitzero"`
	Extra  jsontext.Value        `json:",embed"`
}

// InstanceActionEvent is a step of an action.
type InstanceActionEvent struct {
	Event   string           `json:"event"`
	Result  Nullable[string] `json:"result,omitzero"`  // Success or Error; null while it goes on
	Details Nullable[string] `json:"details,omitzero"` // of what failed, from microversion 2.84 on
	Extra   jsontext.Value   `json:",embed"`
}
