"""Signing in with an API key, for clients on keystoneauth.

keystoneauth leaves that to plugins. Rackspace's is in no package of Debian's, so this is one of our own, under the same name:
`OS_AUTH_TYPE=rackspace_apikey` finds it by the entry point that ./run makes for it.
"""

from keystoneauth1 import loading
from keystoneauth1.identity import v2


class APIKey(v2.Auth):
    def __init__(self, auth_url, username, api_key, **_scope):  # the commands hand over a tenant: the user has only one
        super().__init__(auth_url)
        self.username = username
        self.api_key = api_key

    def get_auth_data(self, headers=None):
        return {"RAX-KSKEY:apiKeyCredentials": {"username": self.username, "apiKey": self.api_key}}

    def get_cache_id_elements(self):
        return {"username": self.username}


class Loader(loading.BaseLoader):
    @property
    def plugin_class(self):
        return APIKey

    def get_options(self):
        return super().get_options() + [
            loading.Opt("auth-url", required=True),
            loading.Opt("username", required=True),
            loading.Opt("api-key", required=True, secret=True),
        ]
