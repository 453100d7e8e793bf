#!/usr/bin/env bash
# The guess: where clouds.yaml has one cloud, that is the cloud, and a variable that OpenStack doesn't know changes nothing.
#
# What happens: any variable whose name begins with OS_ makes a second cloud, envvars, with the rest of the name for a member; that one is
# the default then, and what is said is that auth_url is missing. OS_NAME=Linux is enough. A few names are excepted, OS_REGION_NAME among
# them: alone it makes no cloud, and is not listened to either, so the region is the file's. With OS_CLOUD all is as guessed.
#
# openstacksdk 0.101.0 (Debian 12): openstack/config/loader.py, _get_os_environ and OpenStackConfig.
#
# Why care: OS_NAME, OS_ARCH and OS_VERSION are what build machines call their operating system, and the error names the one thing that
# is in the file. A client should take the variables that it knows by name, and say in an error which cloud it looked at.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk

mkdir -p "$tmp/home/.config/openstack"
cat >"$tmp/home/.config/openstack/clouds.yaml" <<'END'
clouds:
  one:
    region_name: RegionOne
    auth: {auth_url: http://192.0.2.1/v3, username: u, password: p, project_name: A, user_domain_id: default, project_domain_id: default}
END
cat >"$tmp/which.py" <<'END'
import openstack.config

config = openstack.config.OpenStackConfig()
print("  clouds:", *sorted(config.get_cloud_names()))
try:
    cloud = config.get_one()
    print("  default: %s, %s in %s" % (cloud.name, cloud.config["auth"]["auth_url"], cloud.region_name))
except Exception as e:
    print("  default:", e)
END
unset "${!OS_@}"
cd "$tmp/home"
{
  echo nothing && python "$tmp/which.py"
  for variables in OS_NAME=Linux OS_ARCH=x86_64 OS_REGION_NAME=RegionTwo "OS_CLOUD=one OS_NAME=Linux"; do
    echo "$variables"
    # shellcheck disable=SC2086,SC2163 # two variables are two words
    (export $variables && python "$tmp/which.py")
  done
} | seen
expect <<'END'
nothing
  clouds: one
  default: one, http://192.0.2.1/v3 in RegionOne
OS_NAME=Linux
  clouds: envvars one
  default: Auth plugin requires parameters which were not given: auth_url
OS_ARCH=x86_64
  clouds: envvars one
  default: Auth plugin requires parameters which were not given: auth_url
OS_REGION_NAME=RegionTwo
  clouds: one
  default: one, http://192.0.2.1/v3 in RegionOne
OS_CLOUD=one OS_NAME=Linux
  clouds: envvars one
  default: one, http://192.0.2.1/v3 in RegionOne
END
