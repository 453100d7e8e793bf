"""python-novaclient as a library against the sandbox."""

import os

from keystoneauth1 import session
from keystoneauth1.exceptions import Unauthorized
from keystoneauth1.identity import v2
from novaclient import client, exceptions

import steps
from rackspace_key import APIKey
from steps import expect, named, until

IMAGE = "Ubuntu 12.04 LTS (Precise Pangolin)"
VOLUME = "4ab50df6-7480-45df-8604-b1ee39fe857c"


def connect(auth):
    return client.Client("2", session=session.Session(auth=auth), region_name=os.environ["OS_REGION_NAME"])


class Novaclient:
    def sign_in_password(self):
        def auth(password):
            return v2.Password(
                os.environ["OS_AUTH_URL"], os.environ["OS_USERNAME"], password, tenant_id=os.environ["OS_TENANT_ID"]
            )
        try:
            connect(auth("wrong")).servers.list()
        except Unauthorized:
            pass
        else:
            raise AssertionError("signed in with a wrong password")
        self.nova = connect(auth(os.environ["OS_PASSWORD"]))
        expect(self.nova.servers.list(), [], "the list of servers")

    def sign_in_key(self):
        nova = connect(APIKey(os.environ["OS_AUTH_URL"], os.environ["OS_USERNAME"], os.environ["OS_API_KEY"]))
        expect(nova.servers.list(), [], "the list of servers")

    def flavors(self):
        flavors = self.nova.flavors.list()
        self.small, self.large = named(flavors, "512MB Standard Instance"), named(flavors, "1GB Standard Instance")
        expect(self.nova.flavors.get(self.small.id).ram, 512, "the RAM of the small flavor")
        expect(self.nova.flavors.get("performance1-1").get_keys()["class"], "performance1", "an extra spec")

    def images(self):
        self.image = named(self.nova.glance.list(), IMAGE)
        expect(self.nova.glance.find_image(IMAGE).id, self.image.id, "the image of that name")

    def servers(self):
        expect(self.nova.servers.list(search_opts={"status": "ACTIVE"}), [], "the list of servers")

    def create(self):
        self.server = self.nova.servers.create("web-1", self.image.id, self.small.id, meta={"role": "web"})
        if not self.server.adminPass:
            raise AssertionError("the new server has no password")
        self.settled("ACTIVE")

    def settled(self, status):
        """The library has no wait but the command's."""
        def looks():
            self.server.get()
            return self.server.status == status and getattr(self.server, "OS-EXT-STS:task_state") is None
        until(looks, f"a server that is {status}")

    def show(self):
        server = self.nova.servers.get(self.server.id)
        expect((server.name, server.status), ("web-1", "ACTIVE"), "the server")
        expect((server.flavor["id"], server.image["id"]), (self.small.id, self.image.id), "what it is made of")
        expect(named(self.nova.servers.list(), "web-1").id, server.id, "the listed server")

    def addresses(self):
        ips = self.nova.servers.ips(self.server)
        expect(sorted(ips), ["private", "public"], "the networks")
        expect(self.server.networks["private"], [address["addr"] for address in ips["private"]], "the private addresses")

    def metadata(self):
        expect(self.server.metadata, {"role": "web"}, "the metadata")
        self.nova.servers.set_meta(self.server, {"stage": "test"})
        self.nova.servers.set_meta_item(self.server, "more", "yes")
        self.nova.servers.delete_meta(self.server, ["role", "more"])
        self.server.get()
        expect(self.server.metadata, {"stage": "test"}, "the metadata in the end")

    def reboot(self):
        self.server.reboot()
        self.settled("ACTIVE")
        self.server.reboot("HARD")
        self.settled("ACTIVE")

    def resize_confirm(self):
        self.server.resize(self.large)
        self.settled("VERIFY_RESIZE")
        self.server.confirm_resize()
        self.settled("ACTIVE")
        expect(self.server.flavor["id"], self.large.id, "the flavor")

    def resize_revert(self):
        self.server.resize(self.small)
        self.settled("VERIFY_RESIZE")
        self.server.revert_resize()
        self.settled("ACTIVE")
        expect(self.server.flavor["id"], self.large.id, "the flavor")

    def rescue(self):
        expect(self.server.rescue(password="rescue-1")[1]["adminPass"], "rescue-1", "the password of the rescue")
        self.settled("RESCUE")
        self.server.unrescue()
        self.settled("ACTIVE")

    def password(self):
        self.server.change_password("a new pass phrase")
        self.settled("ACTIVE")

    def create_image(self):
        image = self.server.create_image("web-image", {"made-by": "novaclient"})
        until(lambda: self.nova.glance.find_image(image).status == "active", "an active image")
        expect(getattr(self.nova.glance.find_image("web-image"), "made-by"), "novaclient", "the image's metadata")
        self.settled("ACTIVE")

    def rebuild(self):
        self.server.rebuild(self.image, password="rebuilt-1", name="web-2")
        self.settled("ACTIVE")
        expect((self.server.name, self.server.image["id"]), ("web-2", self.image.id), "the server")

    def volume(self):
        attachment = self.nova.volumes.create_server_volume(self.server.id, VOLUME)
        until(lambda: self.attached() == [attachment.device], "an attached volume")
        self.nova.volumes.delete_server_volume(self.server.id, attachment.id)
        until(lambda: not self.attached(), "a detached volume")

    def attached(self):
        return [volume.device for volume in self.nova.volumes.get_server_volumes(self.server.id)]

    def delete(self):
        self.server.delete()
        until(self.gone, "a server that is gone")
        expect(self.nova.servers.list(), [], "the list of servers")

    def gone(self):
        try:
            self.server.get()
        except exceptions.NotFound:
            return True
        return False


steps.main(Novaclient())
