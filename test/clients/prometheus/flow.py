"""Prometheus with openstack_sd_configs against the sandbox: what it would scrape is what it has found."""

import json
import os
import socket
import subprocess
import urllib.request

import steps
from steps import expect, until

IMAGE, FLAVOR = "Debian 7 (Wheezy)", "1GB Standard Instance"

# What differs is who asks, and by which version of Identity.
JOB = """
- job_name: {name}
  openstack_sd_configs:
  - role: {role}
    region: DFW
    identity_endpoint: {url}
    username: {user}
    password: {user}
    refresh_interval: 1s
"""
OF_V3 = "    domain_name: Default\n    project_name: '{project}'\n"


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Prometheus:
    def __init__(self):
        v2 = os.environ["OS_AUTH_URL"]
        v3 = v2.removesuffix("/v2.0") + "/v3"
        text = "scrape_configs:"
        text += JOB.format(name="instances", role="instance", url=v3, user="sandbox") + OF_V3.format(project="010101")
        text += JOB.format(name="hypervisors", role="hypervisor", url=v3, user="admin") + OF_V3.format(project="admin")
        text += JOB.format(name="instances-v2", role="instance", url=v2, user="sandbox")
        folder = os.environ["HOME"]
        with open(folder + "/prometheus.yml", "w") as file:
            file.write(text)
        self.address = f"127.0.0.1:{free_port()}"
        self.process = subprocess.Popen(
            ["prometheus", "--config.file", file.name, "--storage.tsdb.path", folder + "/data", "--web.listen-address", self.address],
            stdout=2,
        )

    def targets(self, job):
        """What it has found for a job, before relabelling; None while it doesn't answer yet."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/api/v1/targets") as answer:
                found = json.load(answer)["data"]["activeTargets"]
        except OSError:
            return None
        return [it["discoveredLabels"] for it in found if it["discoveredLabels"]["job"] == job]

    def create(self):
        for name in "web-1", "web-2":
            subprocess.run(
                [os.environ["NOVACTL"], "server", "create", name, "--image", IMAGE, "--flavor", FLAVOR, "--meta", "role=web", "--wait"],
                check=True, stdout=2,
            )

    def instances(self, job="instances"):
        def named():
            return sorted({it["__meta_openstack_instance_name"] for it in self.targets(job) or []})
        until(lambda: named() == ["web-1", "web-2"], "both servers as targets", 0.2)
        expect({it["__meta_openstack_tag_role"] for it in self.targets(job)}, {"web"}, "their metadata")

    def instances_v2(self):
        self.instances("instances-v2")

    def hypervisors(self):
        until(lambda: self.targets("hypervisors"), "a hypervisor", 0.2)
        for it in self.targets("hypervisors"):
            expect((it["__meta_openstack_hypervisor_state"], it["__meta_openstack_hypervisor_status"]), ("up", "enabled"), "its state")

    def delete(self):
        subprocess.run([os.environ["NOVACTL"], "server", "delete", "web-1", "web-2", "--yes", "--wait"], check=True, stdout=2)
        until(lambda: self.targets("instances") == [] and self.targets("instances-v2") == [], "no server as a target", 0.2)


program = Prometheus()
try:
    steps.main(program)
finally:
    program.process.terminate()
    program.process.wait()
