"""The nova command against the sandbox. It waits itself where it has --poll."""

import re

import steps
from commands import refused, run
from steps import Skip, expect, until

IMAGE = "Ubuntu 12.04 LTS (Precise Pangolin)"
VOLUME = "4ab50df6-7480-45df-8604-b1ee39fe857c"


def nova(*words, **options):
    return run("nova", *words, **options)


def table(*words, **options):
    """The rows of the table that nova prints, as dictionaries."""
    lines = [line for line in nova(*words, **options).splitlines() if line.startswith("|")]
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(head, row)) for row in rows]


def properties(*words):
    return {row["Property"]: row["Value"] for row in table(*words)}


class Nova:
    def sign_in_password(self):
        if "401" not in refused("nova", "list", OS_PASSWORD="wrong"):
            raise AssertionError("a wrong password is not refused as such")
        expect(table("list"), [], "the list of servers")

    def sign_in_key(self):
        expect(table("list", key=True), [], "the list of servers")

    def flavors(self):
        flavors = {row["Name"]: row for row in table("flavor-list")}
        expect(flavors["512MB Standard Instance"]["Memory_MiB"], "512", "the RAM of the small flavor")

    def images(self):
        raise Skip("the nova command lists no images any more; it finds them by name, which create shows")

    def servers(self):
        expect(table("list", "--status", "ACTIVE"), [], "the list of servers")

    def create(self):
        made = nova("boot", "web-1", "--image", IMAGE, "--flavor", "512MB Standard Instance", "--meta", "role=web", "--poll")
        if not re.search(r"\| adminPass +\| \S+", made):
            raise AssertionError("the new server has no password")

    def settled(self, status):
        """Until the server has the status and nothing is going on, where nova has no --poll."""
        def looks():
            server = properties("show", "web-1")
            return server["status"] == status and server["OS-EXT-STS:task_state"] == "-"
        until(looks, f"a server that is {status}")

    def show(self):
        server = properties("show", "web-1")
        expect(server["status"], "ACTIVE", "the status")
        expect(server["flavor"], "512MB Standard Instance (2)", "the flavor")
        expect(server["image"].startswith(IMAGE), True, "whether the image is told")
        expect([row["Name"] for row in table("list")], ["web-1"], "the list of servers")

    def addresses(self):
        server = properties("show", "web-1")
        networks = [row["Networks"] for row in table("list")]
        for network in "public", "private":
            if server[f"{network} network"] not in networks[0]:
                raise AssertionError(f"the list has {networks}, the server {server}")

    def metadata(self):
        nova("meta", "web-1", "set", "stage=test")
        nova("meta", "web-1", "delete", "role")
        expect(properties("show", "web-1")["metadata"], '{"stage": "test"}', "the metadata")

    def reboot(self):
        nova("reboot", "web-1", "--poll")
        nova("reboot", "web-1", "--hard", "--poll")

    def resize_confirm(self):
        nova("resize", "web-1", "1GB Standard Instance", "--poll")
        nova("resize-confirm", "web-1")
        expect(properties("show", "web-1")["flavor"], "1GB Standard Instance (3)", "the flavor")

    def resize_revert(self):
        nova("resize", "web-1", "512MB Standard Instance", "--poll")
        nova("resize-revert", "web-1")
        self.settled("ACTIVE")
        expect(properties("show", "web-1")["flavor"], "1GB Standard Instance (3)", "the flavor")

    def rescue(self):
        if not properties("rescue", "web-1")["adminPass"]:
            raise AssertionError("the rescue has no password")
        self.settled("RESCUE")
        nova("unrescue", "web-1")
        self.settled("ACTIVE")

    def password(self):
        nova("set-password", "web-1", stdin="a new pass phrase\na new pass phrase\n")
        self.settled("ACTIVE")

    def create_image(self):
        made = nova("image-create", "web-1", "web-image", "--metadata", "made-by=nova", "--poll", "--show")
        if not re.search(r"\| made-by +\| nova ", made):
            raise AssertionError(f"the image lacks its metadata: {made}")

    def rebuild(self):
        nova("rebuild", "web-1", IMAGE, "--poll")

    def volume(self):
        made = properties("volume-attach", "web-1", VOLUME)
        until(lambda: self.attached() == [made["device"]], "an attached volume")
        nova("volume-detach", "web-1", VOLUME)
        until(lambda: not self.attached(), "a detached volume")

    def attached(self):
        return [row["DEVICE"] for row in table("volume-attachments", "web-1")]

    def delete(self):
        nova("delete", "web-1")
        until(lambda: not table("list"), "a server that is gone")
        refused("nova", "show", "web-1")


steps.main(Nova())
