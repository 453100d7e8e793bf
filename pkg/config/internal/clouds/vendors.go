package clouds

import "strings"

// vendor is what openstacksdk knows of a public cloud.
type vendor struct {
	name        string // as profile: has it
	authURL     string
	regions     string // separated by commas; "" where it says none
	serviceName string // of the compute service
	domain      string // the name of the user's and the project's; ""
}

// vendors are the public clouds, from the table that openstacksdk 0.101.0 ships (openstack/config/vendors). It has more: what is
// fetched from the vendor's own address (vexxhost) is not among these.
var vendors = []vendor{
	{name: "auro", authURL: "https://api.van2.auro.io:5000/v3", regions: "RegionOne", domain: "Default"},
	{name: "betacloud", authURL: "https://api-1.betacloud.de:5000", regions: "betacloud-1"},
	{name: "bluebox", regions: "RegionOne"},
	{name: "catalyst", authURL: "https://api.cloud.catalyst.net.nz:5000/v2.0", regions: "nz-por-1,nz_wlg_2"},
	{name: "citycloud", authURL: "https://{region_name}.citycloud.com:5000/v3/", regions: "Buf1,Fra1,Lon1,Sto2,Kna1,dx1,tky1"},
	{name: "conoha", authURL: "https://identity.{region_name}.conoha.io", regions: "sin1,sjc1,tyo1"},
	{name: "dreamcompute", authURL: "https://iad2.dream.io:5000", regions: "RegionOne"},
	{name: "elastx", authURL: "https://ops.elastx.cloud:5000/v3", regions: "se-sto"},
	{name: "entercloudsuite", authURL: "https://api.entercloudsuite.com/", regions: "it-mil1,nl-ams1,de-fra1"},
	{name: "fuga", authURL: "https://identity.api.fuga.io:5000", regions: "cystack", domain: "Default"},
	{name: "ibmcloud", authURL: "https://identity.open.softlayer.com", regions: "london"},
	{name: "internap", authURL: "https://identity.api.cloud.iweb.com", regions: "ams01,da01,nyj01,sin01,sjc01"},
	{name: "limestonenetworks", authURL: "https://auth.cloud.lstn.net:5000/v3", regions: "us-dfw-1,us-slc"},
	{name: "otc", authURL: "https://iam.{region_name}.otc.t-systems.com/v3", regions: "eu-de,eu-nl"},
	{
		name:    "ovh",
		authURL: "https://auth.cloud.ovh.net/", domain: "Default",
		regions: "BHS,BHS1,BHS3,BHS5,DE,DE1,GRA,GRA1,GRA5,GRA7,SBG,SBG1,SBG5,UK,UK1,WAW,WAW1,SYD1,SGP1",
	},
	{name: "ovh-us", authURL: "https://auth.cloud.ovh.us/", regions: "US-EAST-VA-1", domain: "Default"},
	{
		name:    "rackspace",
		authURL: "https://identity.api.rackspacecloud.com/v2.0", serviceName: "cloudServersOpenStack",
		regions: "DFW,HKG,IAD,ORD,SYD,LON",
	},
	{name: "rackspace-uk", authURL: "https://lon.identity.api.rackspacecloud.com/v2.0"}, // ours alone
	{name: "switchengines", authURL: "https://keystone.cloud.switch.ch:5000/v3", regions: "LS,ZH"},
	{name: "ultimum", authURL: "https://console.ultimum-cloud.com:5000/", regions: "RegionOne"},
	{name: "unitedstack", authURL: "https://identity.api.ustack.com/v3", regions: "bj1,gd1"},
	{name: "zetta", authURL: "https://identity.api.zetta.io/v3", regions: "no-osl1"},
}

// VendorAddress returns the auth URL of a public cloud.
func VendorAddress(name string) string {
	v, _ := vendorNamed(name)
	return v.authURL
}

func vendorNamed(name string) (vendor, bool) {
	for _, v := range vendors {
		if v.name == name {
			return v, true
		}
	}
	return vendor{}, false
}

// publicVendor returns the entry of a public cloud.
func publicVendor(name string) (Entry, bool) {
	v, ok := vendorNamed(name)
	if !ok {
		v, ok = vendorNamed(strings.ReplaceAll(name, "_", "-"))
	}
	c := Entry{Top: map[string]Value{}, Auth: map[string]Value{}}
	if v.authURL != "" {
		c.Auth["auth_url"] = Value{Text: v.authURL}
	}
	for name := range strings.SplitSeq(v.regions, ",") {
		if name != "" {
			c.regions = append(c.regions, region{name: name})
		}
	}
	if v.serviceName != "" {
		c.Top["compute_service_name"] = Value{Text: v.serviceName}
	}
	if v.domain != "" {
		c.Auth["user_domain_name"], c.Auth["project_domain_name"] = Value{Text: v.domain}, Value{Text: v.domain}
	}
	return c, ok
}
