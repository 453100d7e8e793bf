package sandbox

import (
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// consumeRateLimit counts a request in the rate limits, if they hold, or refuses it. One that is refused for another reason counts too.
func (x *exchange) consumeRateLimit() error {
	if !x.cloud.rated || x.route.Access != service.ForTenant {
		return nil
	}
	return x.cloud.db.Update(x.request.Ctx, x.session, func(m *model.Model) error {
		if err := x.checkAccess(m); err != nil {
			return err
		}
		for _, r := range compute.RateRules {
			if !r.Fits(x.route.Method, x.route.Path) {
				continue
			}
			use, err := m.RateUse(r.Key(), r.Span())
			if err == nil {
				err = r.Check(use, m.Now)
			}
			if err != nil {
				return err
			}
			use.Count++
			if err := m.SaveRateUse(r.Key(), use); err != nil {
				return err
			}
		}
		return nil
	})
}
