"""Writes recorded.json: what openstacksdk's own loader makes of each of cases.yaml.

Run it with a Python that has openstacksdk (Debian: python3-openstacksdk) where the cases change.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

here = pathlib.Path(__file__).parent


def load(case):
    from openstack import version
    from openstack.config import loader

    config = loader.OpenStackConfig()
    out = {"version": version.__version__}
    region = config.get_one(cloud=case.get("cloud"), region_name=case.get("region"))
    verify, cert = region.get_requests_verify_args()
    interfaces = region.get_interface("compute")
    out |= {
        "auth_type": region.config["auth_type"],
        "auth": region.config["auth"],
        "region": region.get_region_name("compute"),
        "interface": ",".join([interfaces] if isinstance(interfaces, str) else interfaces),
        "endpoint": region.get_endpoint("compute"),
        "service_name": region.get_service_name("compute"),
        "microversion": region.get_default_microversion("compute"),
        "timeout": region.config.get("api_timeout"),
        "verify": verify,
        "cert": cert,
    }
    return out


def record(case):
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home, ".config", "openstack")
        folder.mkdir(parents=True)
        for member, name in ("clouds", "clouds"), ("secure", "secure"), ("public", "clouds-public"):
            if member in case:
                (folder / (name + ".yaml")).write_text(case[member])
        environ = {"HOME": home, "PATH": os.environ["PATH"]} | case.get("env", {})
        if "PYTHONPATH" in os.environ:
            environ["PYTHONPATH"] = os.environ["PYTHONPATH"]
        done = subprocess.run([sys.executable, "-W", "ignore", os.path.abspath(__file__), "-"], cwd=home,
                              env=environ, input=json.dumps(case), capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1].replace(home, "~")}
    return json.loads(done.stdout)


def vendors():
    from openstack.config import vendors

    def summary(v):
        v = {key.replace("-", "_"): value for key, value in v.items()}
        auth = v.get("auth", {})
        regions = v.get("regions") or [r for r in [v.get("region_name")] if r]
        regions = [r if isinstance(r, str) else r["name"] for r in regions]
        return {"auth_url": auth.get("auth_url", ""), "regions": ",".join(regions), "service_name": v.get("compute_service_name", ""),
                "domain": auth.get("user_domain_name", ""), "interface": v.get("interface", "public"), "auth_type": v.get("auth_type", "")}

    return {name: summary(v) for name, v in sorted(vendors._get_vendor_defaults().items())}


def main():
    if sys.argv[1:] == ["-"]:
        json.dump(load(json.load(sys.stdin)), sys.stdout)
        return
    cases = yaml.safe_load((here / "cases.yaml").read_text())
    results = {case["name"]: record(case) for case in cases}
    versions = {r.pop("version") for r in results.values() if "version" in r}
    (here / "recorded.json").write_text(json.dumps({"openstacksdk": versions.pop(), "results": results, "vendors": vendors()}, indent=1) + "\n")


main()
