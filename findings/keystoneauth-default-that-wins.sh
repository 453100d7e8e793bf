#!/usr/bin/env bash
# The guess: keystoneauth's default_domain_id (OS_DEFAULT_DOMAIN_ID) is the domain of a user and a project that none was said of.
#
# What happens: it stands beside a name that was said, and an id wins over a name, so with user_domain_name: users and default_domain_id: corp
# the sign-in is as the user of that name in corp, in corp's project. A domain that is said by id wins, and so does one said by name over
# default_domain_name.
#
# keystoneauth1 5.0.0, identity/generic/password.py and base.py: user_domain_id or default_domain_id, and beside it user_domain_name or
# default_domain_name; identity/v3 then asks for the id first.
#
# Why care: an environment has the default of one cloud, the command or the file says the domain by name, and what is deleted is a namesake's,
# where the password is the same in both; else it is a 401 that is hard to explain. A client that has defaults of its own should use one only
# where neither an id nor a name was said.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
keystoneauth

python - <<'END' | seen
import json
import fakecloud
from keystoneauth1 import loading, session

cloud = fakecloud.Cloud({})


def sign_in(kind='password', **domains):
    plugin = loading.get_plugin_loader(kind).load_from_options(
        auth_url=cloud.url + '/v3', username='anna', password='p', project_name='shop', **domains)
    plugin.get_token(session.Session())
    auth = json.loads([body for method, path, _, body in cloud.asked if method == 'POST'][-1])['auth']
    user, project = auth['identity']['password']['user'], auth['scope']['project']
    print(domains, '\n  user of', user['domain'], 'in the project of', project['domain'])


sign_in(default_domain_id='corp')
sign_in(user_domain_name='users', project_domain_name='users', default_domain_id='corp')
sign_in(user_domain_id='u5', project_domain_id='u5', default_domain_id='corp')
sign_in(user_domain_name='users', project_domain_name='users', default_domain_name='Corp')
END
expect <<'END'
{'default_domain_id': 'corp'} 
  user of {'id': 'corp'} in the project of {'id': 'corp'}
{'user_domain_name': 'users', 'project_domain_name': 'users', 'default_domain_id': 'corp'} 
  user of {'id': 'corp'} in the project of {'id': 'corp'}
{'user_domain_id': 'u5', 'project_domain_id': 'u5', 'default_domain_id': 'corp'} 
  user of {'id': 'u5'} in the project of {'id': 'u5'}
{'user_domain_name': 'users', 'project_domain_name': 'users', 'default_domain_name': 'Corp'} 
  user of {'name': 'users'} in the project of {'name': 'users'}
END
