package api

// What only XML must know of a member: in Go and in JSON these are members like any that no declaration names.

// serverInXML are members of a server that XML spells in a way of its own.
type serverInXML struct {
	Volumes []attachedVolume `json:"os-extended-volumes:volumes_attached,omitzero" xml:"os-extended-volumes:volume_attached"` // Nova 2013.2
}

type attachedVolume struct {
	ID string `json:"id"`
}

// imageInXML are members of an image that are text, whatever they look like.
type imageInXML struct {
	TenantID string `json:"tenant_id,omitzero" xml:"tenant_id|tenantId"`
	UserID   string `json:"user_id,omitzero" xml:"user_id|userId"`
}
