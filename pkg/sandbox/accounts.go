package sandbox

// account is a user with a tenant of its own.
type account struct {
	user     string
	id       string
	password string
	apiKey   string
	tenant   string // its id, and its name
	region   string // the default one
}

// accounts are the sandbox's users but for those of a seed. Their secrets are public: nothing of value is behind them.
func accounts() []account {
	return []account{
		{user: User, id: "170454", password: Password, apiKey: APIKey, tenant: Tenant, region: Region},
		{user: "sandbox2", id: "170455", password: "sandbox2", apiKey: "sandbox2-key", tenant: "020202", region: Region},
	}
}

// regions are those of a US account (fact 6), in the order of the catalog. A real catalog's is random (fact 5): here it never changes,
// but the default region isn't the first, so that a client that takes the first is found out.
func regions() []string { return []string{"SYD", "ORD", Region, "HKG", "IAD"} }
