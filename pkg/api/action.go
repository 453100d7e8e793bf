package api

import "github.com/go-json-experiment/json/jsontext"

// ChangePassword is the action that sets a server's administrator password (guide 2.3.1).
type ChangePassword struct {
	AdminPass string         `json:"adminPass"`
	Extra     jsontext.Value `json:",embed"`
}

// Reboot is the action that restarts a server (guide 2.3.2).
type Reboot struct {
	Type  string         `json:"type"` // SOFT or HARD
	Extra jsontext.Value `json:",embed"`
}

// Rebuild is the action that makes a server anew from an image (guide 2.3.3). Only ImageRef is needed (fact 19).
type Rebuild struct {
	Name        string         `json:"name,omitzero"`
	ImageRef    string         `json:"imageRef"`
	FlavorRef   string         `json:"flavorRef,omitzero"` // the guide's; Nova ignores it
	AdminPass   string         `json:"adminPass,omitzero"`
	AccessIPv4  string         `json:"accessIPv4,omitzero"`
	AccessIPv6  string         `json:"accessIPv6,omitzero"`
	DiskConfig  string         `json:"OS-DCF:diskConfig,omitzero"` // AUTO or MANUAL (guide 3.2)
	Metadata    Metadata       `json:"metadata,omitzero" xml:"metadata>meta[key]"`
	Personality []File         `json:"personality,omitzero" xml:"personality>file"`
	Extra       jsontext.Value `json:",embed"`
}

// Resize is the action that gives a server another flavor (guide 2.3.4).
type Resize struct {
	FlavorRef  string         `json:"flavorRef"`
	DiskConfig string         `json:"OS-DCF:diskConfig,omitzero"` // AUTO or MANUAL (guide 3.2)
	Extra      jsontext.Value `json:",embed"`
}

// Rescue is the action that boots a server from a rescue image (guide 2.3.7, 3.4). A request without members is null.
type Rescue struct {
	AdminPass string         `json:"adminPass,omitzero"`
	ImageRef  string         `json:"rescue_image_ref,omitzero"`
	Extra     jsontext.Value `json:",embed"`
}

// CreateImage is the action that makes an image of a server (guide 2.3.9).
type CreateImage struct {
	Name     string         `json:"name"`
	Metadata Metadata       `json:"metadata,omitzero" xml:"metadata>meta[key]"`
	Extra    jsontext.Value `json:",embed"`
}

// ImageSchedule is how often images of a server are made by themselves (RAX-SI): daily, or weekly on a day.
type ImageSchedule struct {
	Retention *int           `json:"retention,omitzero" xml:",element"` // images kept
	DayOfWeek string         `json:"day_of_week,omitzero" xml:",element"`
	Extra     jsontext.Value `json:",embed"`
}

// SecurityGroupAction is the action that puts a server under a group of rules, or removes it from one
// (addSecurityGroup, removeSecurityGroup; the guide predates them).
type SecurityGroupAction struct {
	Name  string         `json:"name" xml:",element"` // or its id
	Extra jsontext.Value `json:",embed"`
}

// noMembers is an action that says nothing but its name.
type noMembers struct{}
