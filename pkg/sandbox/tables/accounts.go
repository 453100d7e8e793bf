package tables

import "slices"

// The sandbox's first user, whom its profile signs in as. A second one, sandbox2 of tenant 020202, shows that tenants are kept
// apart.
const (
	User     = "sandbox"
	Password = "sandbox"
	APIKey   = "sandbox-key"
	Tenant   = "010101" // its id and its name
	Region   = "DFW"    // the default one
)

// Account is a user with a tenant of its own.
type Account struct {
	User     string
	ID       string
	Password string
	ApiKey   string
	Tenant   string // its id, and its name
	Region   string // the default one
	Admin    bool   // of the whole cloud
}

// Accounts are the sandbox's users but for those of a seed. Their secrets are public: nothing of value is behind them.
func Accounts() []Account {
	return []Account{
		{User: User, ID: "170454", Password: Password, ApiKey: APIKey, Tenant: Tenant, Region: Region},
		{User: "sandbox2", ID: "170455", Password: "sandbox2", ApiKey: "sandbox2-key", Tenant: "020202", Region: Region},
	}
}

// Administrator is the user who may see all tenants. It isn't one of Accounts: a seed may have a user of that name.
//
//go:noinline
func Administrator() Account {
	return Account{User: "admin", ID: "170400", Password: "admin", ApiKey: "admin-key", Tenant: "admin", Region: Region, Admin: true}
}

// WellKnown reports an account whose secrets are public.
func (a Account) WellKnown() bool { return a == Administrator() || slices.Contains(Accounts(), a) }

// Roles are the names of an account's roles, as Keystone bootstraps them.
func (a Account) Roles() []string {
	if a.Admin {
		return []string{"admin", "manager", "member", "reader"}
	}
	return []string{"member", "reader"}
}

// Regions are those of a US account (fact 6), in the order of the catalog. A real catalog's is random (fact 5): here it never changes,
// but the default region isn't the first, so that a client that takes the first is found out.
//
//go:noinline
func Regions() []string { return []string{"SYD", "ORD", Region, "HKG", "IAD"} }

// London is the region of a UK account, which signs in at an identity service of its own, below /LON.
const London = "LON"

// AllRegions are those of both identity services.
func AllRegions() []string { return append(Regions(), London) }

// RegionsBeside returns the regions of the identity service that a region has, and their default one.
func RegionsBeside(region string) ([]string, string) {
	if region == London {
		return []string{London}, London
	}
	return Regions(), Region
}
