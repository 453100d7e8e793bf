"""The openstack command against the sandbox. It waits itself where it has --wait."""

from commands import read, refused, run
import steps
from steps import expect, until

IMAGE = "Ubuntu 12.04 LTS (Precise Pangolin)"


def openstack(*words, **options):
    return run("openstack", *words, **options)


def show():
    return read("openstack", "server", "show", "web-1")


class OpenStack:
    def sign_in_password(self):
        if "401" not in refused("openstack", "server", "list", OS_PASSWORD="wrong"):
            raise AssertionError("a wrong password is not refused as such")
        expect(read("openstack", "server", "list"), [], "the list of servers")

    def sign_in_key(self):
        expect(read("openstack", "server", "list", key=True), [], "the list of servers")

    def flavors(self):
        flavors = {flavor["Name"]: flavor for flavor in read("openstack", "flavor", "list")}
        expect(flavors["512MB Standard Instance"]["RAM"], 512, "the RAM of the small flavor")

    def images(self):
        images = {image["Name"]: image for image in read("openstack", "image", "list")}
        self.image = images[IMAGE]["ID"]
        expect(read("openstack", "image", "show", IMAGE)["id"], self.image, "the image of that name")

    def servers(self):
        expect(read("openstack", "server", "list", "--status", "ACTIVE"), [], "the list of servers")

    def create(self):
        server = read(
            "openstack", "server", "create", "web-1", "--image", IMAGE, "--flavor", "512MB Standard Instance",
            "--property", "role=web", "--wait",
        )
        expect(server["status"], "ACTIVE", "the status")
        if not server["adminPass"]:
            raise AssertionError("the new server has no password")

    def settled(self, status):
        """Until the server has the status and nothing is going on, where the command has no --wait."""
        def looks():
            server = show()
            return server["status"] == status and server["OS-EXT-STS:task_state"] is None
        until(looks, f"a server that is {status}")

    def show(self):
        server = show()
        expect((server["name"], server["status"]), ("web-1", "ACTIVE"), "the server")
        expect((server["flavor"], server["image"]), ("512MB Standard Instance (2)", f"{IMAGE} ({self.image})"), "what it is made of")
        expect([row["Image"] for row in read("openstack", "server", "list", "--name", "web")], [IMAGE], "the list's images")

    def addresses(self):
        addresses = show()["addresses"]
        expect(sorted(addresses), ["private", "public"], "the networks")
        expect(read("openstack", "server", "list")[0]["Networks"], addresses, "the list's addresses")

    def metadata(self):
        openstack("server", "set", "web-1", "--property", "stage=test")
        openstack("server", "unset", "web-1", "--property", "role")
        expect(show()["properties"], {"stage": "test"}, "the metadata")

    def reboot(self):
        openstack("server", "reboot", "web-1", "--wait")
        openstack("server", "reboot", "web-1", "--hard", "--wait")

    def resize_confirm(self):
        openstack("server", "resize", "web-1", "--flavor", "1GB Standard Instance", "--wait")
        openstack("server", "resize", "confirm", "web-1")
        expect(show()["flavor"], "1GB Standard Instance (3)", "the flavor")

    def resize_revert(self):
        openstack("server", "resize", "web-1", "--flavor", "512MB Standard Instance", "--wait")
        openstack("server", "resize", "revert", "web-1")
        self.settled("ACTIVE")
        expect(show()["flavor"], "1GB Standard Instance (3)", "the flavor")

    def rescue(self):
        openstack("server", "rescue", "web-1", "--password", "rescue-1")
        self.settled("RESCUE")
        openstack("server", "unrescue", "web-1")
        self.settled("ACTIVE")

    def password(self):
        openstack("server", "set", "web-1", "--password", "a new pass phrase")
        self.settled("ACTIVE")

    def create_image(self):
        image = read("openstack", "server", "image", "create", "web-1", "--name", "web-image", "--property", "made-by=osc", "--wait")
        expect((image["status"], image["properties"]["made-by"]), ("active", "osc"), "the image")
        openstack("image", "delete", "web-image")

    def rebuild(self):
        openstack("server", "rebuild", "web-1", "--image", IMAGE, "--wait")

    def volume(self):
        made = read("openstack", "server", "add", "volume", "web-1", "data")
        until(lambda: self.attached() == [made["Device"]], "an attached volume")
        openstack("server", "remove", "volume", "web-1", "data")
        until(lambda: not self.attached(), "a detached volume")

    def attached(self):
        return [row["Device"] for row in read("openstack", "server", "volume", "list", "web-1")]

    def delete(self):
        openstack("server", "delete", "web-1", "--wait")
        expect(read("openstack", "server", "list"), [], "the list of servers")
        refused("openstack", "server", "show", "web-1")


steps.main(OpenStack())
