"""Apache Libcloud's Rackspace driver against the sandbox."""

import os

from libcloud.common.exceptions import BaseHTTPError
from libcloud.common.types import InvalidCredsError
from libcloud.compute.providers import get_driver
from libcloud.compute.types import NodeState, Provider

import steps
from steps import expect, named, until

IMAGE = "Ubuntu 12.04 LTS (Precise Pangolin)"


def connect(secret, version):
    """A driver. The version says what the secret is: 2.0 an API key, 2.0_password a password."""
    return get_driver(Provider.RACKSPACE)(
        os.environ["OS_USERNAME"],
        secret,
        region=os.environ["OS_REGION_NAME"].lower(),
        ex_force_auth_url=os.environ["OS_AUTH_URL"] + "/tokens",
        ex_force_auth_version=version,
    )


class Libcloud:
    def sign_in_password(self):
        driver = connect(os.environ["OS_PASSWORD"], "2.0_password")
        expect(driver.list_nodes(), [], "the list of nodes")

    def sign_in_key(self):
        try:
            connect("wrong", "2.0").list_nodes()
        except InvalidCredsError:
            pass
        else:
            raise AssertionError("signed in with a wrong key")
        self.driver = connect(os.environ["OS_API_KEY"], "2.0")
        expect(self.driver.list_nodes(), [], "the list of nodes")

    def flavors(self):
        sizes = {size.name: size for size in self.driver.list_sizes()}
        self.small, self.large = sizes["512MB Standard Instance"], sizes["1GB Standard Instance"]
        expect((self.small.ram, self.small.disk), (512, 20), "the small size")

    def images(self):
        self.image = named(self.driver.list_images(), IMAGE)

    def servers(self):
        expect(self.driver.list_nodes(), [], "the list of nodes")

    def create(self):
        node = self.driver.create_node(name="web-1", image=self.image, size=self.small, ex_metadata={"role": "web"})
        if not node.extra["password"]:
            raise AssertionError("the new node has no password")
        [(self.node, ips)] = self.driver.wait_until_running([node], wait_period=0.05, timeout=steps.TIMEOUT)
        expect(len(ips), 1, "the number of public addresses")

    def look(self):
        self.node = self.driver.ex_get_node_details(self.node.id)
        return self.node

    def until_status(self, status):
        """Libcloud waits for running nodes only."""
        def settled():
            extra = self.look().extra
            return extra["vm_state"], extra["task_state"]
        until(lambda: settled() == (status, None), f"a node that is {status}")

    def show(self):
        expect(self.look().name, "web-1", "the name")
        expect(self.node.state, NodeState.RUNNING, "the state")
        expect(self.node.extra["flavorId"], self.small.id, "the flavor")
        expect(self.node.extra["imageId"], self.image.id, "the image")

    def addresses(self):
        if not self.node.public_ips or not self.node.private_ips:
            raise AssertionError(f"public {self.node.public_ips}, private {self.node.private_ips}")

    def metadata(self):
        expect(self.driver.ex_get_metadata(self.node), {"role": "web"}, "the metadata")
        self.driver.ex_set_metadata(self.node, {"stage": "test"})
        expect(self.driver.ex_get_metadata(self.node), {"stage": "test"}, "the new metadata")

    def reboot(self):
        expect(self.driver.ex_soft_reboot_node(self.node), True, "the soft reboot")
        self.until_status("active")
        expect(self.driver.ex_hard_reboot_node(self.node), True, "the hard reboot")
        self.until_status("active")

    def resize_confirm(self):
        expect(self.driver.ex_resize(self.node, self.large), True, "the resize")
        self.until_status("resized")
        expect(self.driver.ex_confirm_resize(self.node), True, "its confirmation")
        self.until_status("active")
        expect(self.node.extra["flavorId"], self.large.id, "the flavor")

    def resize_revert(self):
        expect(self.driver.ex_resize(self.node, self.small), True, "the resize")
        self.until_status("resized")
        expect(self.driver.ex_revert_resize(self.node), True, "its reversion")
        self.until_status("active")
        expect(self.node.extra["flavorId"], self.large.id, "the flavor")

    def rescue(self):
        self.driver.ex_rescue(self.node)
        if not self.node.extra["password"]:
            raise AssertionError("the rescue has no password")
        self.until_status("rescued")
        expect(self.driver.ex_unrescue(self.node), True, "the end of the rescue")
        self.until_status("active")

    def password(self):
        self.driver.ex_set_password(self.node, "a new pass phrase")
        self.until_status("active")

    def create_image(self):
        made = self.driver.create_image(self.node, "web-image", metadata={"made-by": "libcloud"})
        until(lambda: self.driver.get_image(made.id).extra["status"] == "ACTIVE", "an active image")
        expect(self.driver.get_image(made.id).extra["metadata"]["made-by"], "libcloud", "the image's metadata")
        self.until_status("active")
        expect(self.driver.delete_image(made), True, "the deletion of the image")

    def rebuild(self):
        expect(self.driver.ex_rebuild(self.node, self.image), True, "the rebuild")
        self.until_status("active")
        expect(self.node.name, "web-1", "the name")

    def volume(self):
        volume = named(self.driver.list_volumes(), "data")
        expect(self.driver.attach_volume(self.node, volume), True, "the attachment")
        attachments = until(lambda: self.driver.ex_get_volume(volume.id).extra["attachments"], "an attached volume")
        expect(attachments[0]["serverId"], self.node.id, "the node that has the volume")
        expect(self.driver.detach_volume(self.driver.ex_get_volume(volume.id)), True, "the detachment")
        until(lambda: not self.driver.ex_get_volume(volume.id).extra["attachments"], "a detached volume")

    def delete(self):
        expect(self.driver.destroy_node(self.node), True, "the deletion")
        until(self.gone, "a node that is gone")
        expect(self.driver.list_nodes(), [], "the list of nodes")

    def gone(self):
        try:
            return self.look() is None  # Libcloud's answer where there is none
        except BaseHTTPError as error:
            expect(error.code, 404, "the status code")
            return True


steps.main(Libcloud())
