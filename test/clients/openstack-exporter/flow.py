"""openstack-exporter against the sandbox, as its administrator: what it has of each service."""

import os
import re
import subprocess
import urllib.request

import steps
from steps import expect, until

PORT = 9180  # its own

CLOUDS = """
clouds:
  sandbox:
    region_name: DFW
    auth: {{auth_url: {url}, username: admin, password: admin, project_name: admin, user_domain_name: Default, project_domain_name: Default}}
"""


class Exporter:
    def __init__(self):
        with open(os.environ["HOME"] + "/clouds.yaml", "w") as file:
            file.write(CLOUDS.format(url=os.environ["OS_AUTH_URL"].removesuffix("/v2.0") + "/v3"))
        subprocess.run(
            [os.environ["NOVACTL"], "server", "create", "web-1", "--image", "Debian 7 (Wheezy)", "--flavor", "1GB Standard Instance",
             "--wait"], check=True, stdout=2,
        )
        self.process = subprocess.Popen(
            ["openstack-exporter", "--os-client-config", file.name, "--web.listen-address", f"127.0.0.1:{PORT}", "sandbox"], stdout=2,
        )
        self.metrics = ""

    def read(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/metrics") as answer:
                self.metrics = answer.read().decode()
        except OSError:
            return False
        return True

    def value(self, metric, **labels):
        """The number behind the first line of a metric that has the labels."""
        for line in self.metrics.splitlines():
            if re.match(re.escape(metric) + r"[{ ]", line) and all(f'{label}="{value}"' in line for label, value in labels.items()):
                return float(line.rsplit(" ", 1)[1])
        raise AssertionError(f"no {metric} with {labels}")

    def sign_in(self):
        until(self.read, "metrics", 0.2)

    def identity(self):
        expect(self.value("openstack_identity_up"), 1, "that it could read them")
        expect(self.value("openstack_identity_projects") >= 3, True, "that it sees all projects")

    def compute(self):
        expect(self.value("openstack_nova_up"), 1, "that it could read them")
        expect(self.value("openstack_nova_server_status", name="web-1", status="ACTIVE"), 0, "the server")
        expect(self.value("openstack_nova_total_vms"), 1, "the servers")
        expect(self.value("openstack_nova_agent_state", service="nova-compute"), 1, "the first host")
        expect(self.value("openstack_nova_vcpus_available") > 0, True, "that there is room")

    def image(self):
        expect(self.value("openstack_glance_up"), 1, "that it could read them")
        expect(self.value("openstack_glance_images"), 36, "the images")

    def volume(self):
        expect(self.value("openstack_cinder_up"), 1, "that it could read them")
        expect(self.value("openstack_cinder_volumes") >= 1, True, "that there are volumes")

    def network(self):
        expect(self.value("openstack_neutron_up"), 1, "that it could read them")
        expect(self.value("openstack_neutron_networks") >= 2, True, "that there are networks")


program = Exporter()
try:
    steps.main(program)
finally:
    program.process.terminate()
    program.process.wait()
