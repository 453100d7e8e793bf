"""openstacksdk 4 against the sandbox, by its cloud layer where that has a call."""

import os

import openstack

import steps
from steps import expect, until

IMAGE = "Debian 7 (Wheezy)"
FLAVOR = "1GB Standard Instance"
WAIT = {"wait": True, "timeout": steps.TIMEOUT}


class SDK:
    def __init__(self):
        self.cloud = openstack.connect()

    def server(self):
        return self.cloud.get_server("web-1")

    def sign_in(self):
        try:
            openstack.connect(password="wrong").list_servers()
        except Exception as refusal:
            expect(getattr(refusal, "http_status", None), 401, "the status of a wrong password")
        else:
            raise AssertionError("a wrong password is not refused")
        expect(self.cloud.list_servers(), [], "the list of servers")

    def flavors(self):
        expect(self.cloud.get_flavor(FLAVOR).ram, 1024, "the RAM of the flavor")

    def images(self):
        self.image = self.cloud.get_image(IMAGE).id
        with open(os.environ["HOME"] + "/disk.img", "wb") as file:
            file.write(b"a disk")
        made = self.cloud.create_image("made", filename=file.name, disk_format="raw", container_format="bare", **WAIT)
        expect(self.cloud.image.download_image(made.id).content, b"a disk", "what was uploaded")
        self.cloud.delete_image("made", wait=True)

    def zones(self):
        expect(self.cloud.list_availability_zone_names(), ["nova"], "the zones")

    def keypair(self):
        expect("PRIVATE KEY" in self.cloud.create_keypair("laptop").private_key, True, "that there is a private key")

    def network(self):
        network = self.cloud.create_network("office")
        subnet = self.cloud.create_subnet(network.id, cidr="10.1.0.0/24", subnet_name="office")
        router = self.cloud.create_router("door", ext_gateway_net_id=self.cloud.get_external_networks()[0].id)
        self.cloud.add_router_interface(router, subnet_id=subnet.id)

    def security_group(self):
        self.cloud.create_security_group("web", "what the web needs")
        self.cloud.create_security_group_rule("web", 80, 80, "tcp", "0.0.0.0/0")
        expect(sorted(group.name for group in self.cloud.list_security_groups()), ["default", "web"], "the groups")

    def volume(self):
        expect(self.cloud.create_volume(5, name="disk", **WAIT).status, "available", "the volume")
        expect(self.cloud.create_volume_snapshot(self.cloud.get_volume("disk").id, name="copy", **WAIT).status, "available", "its snapshot")
        expect(self.cloud.delete_volume_snapshot("copy", **WAIT), True, "that the snapshot goes")

    def create(self):
        made = self.cloud.create_server(
            "web-1", image=IMAGE, flavor=FLAVOR, network="office", key_name="laptop", security_groups=["web"], auto_ip=False,
            meta={"role": "web"}, **WAIT,
        )
        expect((made.status, list(made.addresses), made.key_name), ("ACTIVE", ["office"], "laptop"), "the server")
        plain = self.cloud.create_server("plain", image=IMAGE, flavor=FLAVOR, **WAIT)
        expect(plain.status, "ACTIVE", "the server of which no network is said")

    def again(self):
        raise steps.Skip("each call is one of its own")

    def floating_ip(self):
        self.cloud.add_auto_ip(self.server(), **WAIT)
        kinds = sorted(address["OS-EXT-IPS:type"] for address in self.server().addresses["office"])
        expect(kinds, ["fixed", "floating"], "the server's addresses")

    def attach(self):
        self.cloud.attach_volume(self.server(), self.cloud.get_volume("disk"), **WAIT)
        expect(self.cloud.get_volume("disk").status, "in-use", "the volume")
        self.cloud.detach_volume(self.server(), self.cloud.get_volume("disk"), **WAIT)

    def metadata(self):
        self.cloud.set_server_metadata("web-1", {"stage": "test"})
        self.cloud.delete_server_metadata("web-1", ["role"])
        expect(dict(self.server().metadata), {"stage": "test"}, "the metadata")

    def reboot(self):
        for kind in "SOFT", "HARD":
            self.cloud.compute.reboot_server(self.server().id, kind)
            self.cloud.compute.wait_for_server(self.server(), interval=1)

    def resize(self):
        self.cloud.compute.resize_server(self.server().id, self.cloud.get_flavor("2GB Standard Instance").id)
        self.cloud.compute.wait_for_server(self.server(), status="VERIFY_RESIZE", interval=1)
        self.cloud.compute.confirm_server_resize(self.server().id)
        until(lambda: self.server().status == "ACTIVE", "a server that is ACTIVE")
        expect(self.server().flavor.name, "2GB Standard Instance", "the flavor")

    def rebuild(self):
        expect(self.cloud.rebuild_server(self.server().id, self.image, **WAIT).status, "ACTIVE", "the server")

    def create_image(self):
        expect(self.cloud.create_image_snapshot("web-image", self.server(), **WAIT).status, "active", "the image")
        expect(self.cloud.delete_image("web-image", wait=True), True, "that the image goes")

    def delete(self):
        for name in "web-1", "plain":
            expect(self.cloud.delete_server(name, delete_ips=True, **WAIT), True, f"that {name} goes")
        self.cloud.remove_router_interface(self.cloud.get_router("door"), subnet_id=self.cloud.get_subnet("office").id)
        for gone in self.cloud.delete_router("door"), self.cloud.delete_network("office"), self.cloud.delete_security_group("web"):
            expect(gone, True, "that it goes")
        expect(self.cloud.delete_volume("disk", **WAIT), True, "that the volume goes")
        expect(self.cloud.delete_keypair("laptop"), True, "that the key goes")
        expect(self.cloud.list_servers(), [], "the list of servers")


steps.main(SDK())
