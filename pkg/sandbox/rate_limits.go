package sandbox

// consumeRateLimit counts a request in the rate limits, if they hold, or refuses it. One that is refused for another reason counts too.
func (x *exchange) consumeRateLimit() error {
	if !x.cloud.rated || x.route.access != ofTenant {
		return nil
	}
	return x.cloud.db.Update(x.request.Ctx, x.session, func(m *Model) error {
		if err := x.checkAccess(m); err != nil {
			return err
		}
		for _, r := range rateRules {
			if !r.fits(x.route.method, x.route.path) {
				continue
			}
			use, err := m.RateUse(r.key(), r.span())
			if err == nil {
				err = r.check(use, m.Now)
			}
			if err != nil {
				return err
			}
			use.Count++
			if err := m.SaveRateUse(r.key(), use); err != nil {
				return err
			}
		}
		return nil
	})
}
