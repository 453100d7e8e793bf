package compute

import (
	"testing"

	"github.com/novactl/novactl/pkg/api"
)

// flavor has so much RAM and so many cores.
func flavor(id string, ram, cores int) api.Flavor {
	disk := 20
	return api.Flavor{ID: id, RAM: &ram, VCPUs: &cores, Disk: &disk}
}

// A create gets as many servers as the quota has room for, and is refused by the first limit that it would exceed.
func TestReserve(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quota    Quota
		min, max int
		want     int
		refused  string
	}{
		"room":            {Quota{Instances: 10, RAM: 8192, Cores: 10}, 1, 3, 3, ""},
		"room for some":   {Quota{Instances: 3, RAM: 8192, Cores: 10}, 1, 3, 2, ""},
		"no limit":        {Quota{Instances: Unlimited, RAM: Unlimited, Cores: Unlimited}, 500, 500, 500, ""},
		"instances":       {Quota{Instances: 2, RAM: 8192, Cores: 10}, 2, 2, 0, "Quota exceeded for instances: Requested 2, but already used 1 of 2 instances"},
		"memory":          {Quota{Instances: 10, RAM: 1024, Cores: 10}, 2, 2, 0, "Quota exceeded for ram: Requested 1024, but already used 512 of 1024 ram"},
		"cores":           {Quota{Instances: 10, RAM: 8192, Cores: 2}, 2, 2, 0, "Quota exceeded for cores: Requested 2, but already used 1 of 2 cores"},
		"a lower quota":   {Quota{Instances: 0, RAM: 8192, Cores: 10}, 1, 1, 0, "Quota exceeded for instances: Requested 1, but already used 1 of 0 instances"},
		"several, exact":  {Quota{Instances: 4, RAM: 2048, Cores: 4}, 3, 3, 3, ""},
		"fewer than most": {Quota{Instances: 4, RAM: 1536, Cores: 4}, 1, 3, 2, ""},
	} {
		u := Usage{Instances: 1, RAM: 512, Cores: 1}
		n, err := u.Reserve(test.quota, flavor("2", 512, 1), test.min, test.max)
		if refused := text(err); n != test.want || refused != test.refused {
			t.Errorf("%s: %d, %q", name, n, refused)
		}
		if want := (Usage{1 + test.want, 512 + 512*test.want, 1 + test.want}); u != want {
			t.Errorf("%s: counted %+v, want %+v", name, u, want)
		}
	}
}

// A resize needs room for what is more alone, and a smaller flavor gives room even where the quota is exceeded.
func TestExchange(t *testing.T) {
	t.Parallel()
	small, large := flavor("2", 512, 1), flavor("3", 1024, 4)
	quota := Quota{Instances: 1, RAM: 1024, Cores: 2}
	u := Usage{Instances: 1, RAM: 512, Cores: 1}
	if err := u.Exchange(quota, small, large); text(err) != "Quota exceeded for cores: Requested 3, but already used 1 of 2 cores" {
		t.Errorf("to more cores than there are: %v", err)
	}
	if err := u.Exchange(NoQuota(), small, large); err != nil || u != (Usage{1, 1024, 4}) {
		t.Errorf("without a limit: %v, %+v", err, u)
	}
	if err := u.Exchange(quota, large, small); err != nil || u != (Usage{1, 512, 1}) {
		t.Errorf("back: %v, %+v", err, u)
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
