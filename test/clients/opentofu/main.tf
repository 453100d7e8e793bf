# A server's life as terraform-provider-openstack has it. None of it is there for the sandbox's sake.
terraform {
  required_providers {
    openstack = { source = "terraform-provider-openstack/openstack" }
  }
}

provider "openstack" {}

variable "stage" { default = "new" }
variable "flavor" { default = "1GB Standard Instance" }

data "openstack_compute_flavor_v2" "small" { name = var.flavor }
data "openstack_images_image_v2" "debian" {
  name        = "Debian 7 (Wheezy)"
  most_recent = true
}
data "openstack_networking_network_v2" "public" { name = "public" }
data "openstack_compute_availability_zones_v2" "zones" {}

resource "openstack_compute_keypair_v2" "laptop" { name = "laptop" }

resource "openstack_networking_network_v2" "office" { name = "office" }
resource "openstack_networking_subnet_v2" "office" {
  name       = "office"
  network_id = openstack_networking_network_v2.office.id
  cidr       = "10.1.0.0/24"
}
resource "openstack_networking_router_v2" "door" {
  name                = "door"
  external_network_id = data.openstack_networking_network_v2.public.id
}
resource "openstack_networking_router_interface_v2" "door" {
  router_id = openstack_networking_router_v2.door.id
  subnet_id = openstack_networking_subnet_v2.office.id
}

resource "openstack_networking_secgroup_v2" "web" {
  name        = "web"
  description = "what the web needs"
}
resource "openstack_networking_secgroup_rule_v2" "http" {
  direction         = "ingress"
  ethertype         = "IPv4"
  protocol          = "tcp"
  port_range_min    = 80
  port_range_max    = 80
  remote_ip_prefix  = "0.0.0.0/0"
  security_group_id = openstack_networking_secgroup_v2.web.id
}

resource "openstack_networking_port_v2" "web" {
  name               = "web"
  network_id         = openstack_networking_network_v2.office.id
  security_group_ids = [openstack_networking_secgroup_v2.web.id]
  fixed_ip { subnet_id = openstack_networking_subnet_v2.office.id }
}
resource "openstack_networking_floatingip_v2" "web" { pool = "public" }
resource "openstack_networking_floatingip_associate_v2" "web" {
  floating_ip = openstack_networking_floatingip_v2.web.address
  port_id     = openstack_networking_port_v2.web.id
  depends_on  = [openstack_networking_router_interface_v2.door]
}

resource "openstack_compute_servergroup_v2" "apart" {
  name     = "apart"
  policies = ["anti-affinity"]
}

resource "openstack_compute_instance_v2" "port" {
  name      = "on-a-port"
  image_id  = data.openstack_images_image_v2.debian.id
  flavor_id = data.openstack_compute_flavor_v2.small.id
  key_pair  = openstack_compute_keypair_v2.laptop.name
  metadata  = { stage = var.stage }
  tags      = [var.stage]
  scheduler_hints { group = openstack_compute_servergroup_v2.apart.id }
  network { port = openstack_networking_port_v2.web.id }
}
resource "openstack_compute_instance_v2" "plain" {
  name              = "on-no-network-${var.stage}"
  image_name        = "Debian 7 (Wheezy)"
  flavor_name       = "1GB Standard Instance"
  security_groups   = ["default", openstack_networking_secgroup_v2.web.name]
  user_data         = "#cloud-config"
  availability_zone = data.openstack_compute_availability_zones_v2.zones.names[0]
}
resource "openstack_compute_instance_v2" "named" {
  name       = "on-two-networks"
  image_id   = data.openstack_images_image_v2.debian.id
  flavor_id  = data.openstack_compute_flavor_v2.small.id
  depends_on = [openstack_networking_subnet_v2.office]
  network { name = openstack_networking_network_v2.office.name }
  network { name = "private" }
}
resource "openstack_compute_instance_v2" "volume" {
  name       = "from-a-volume"
  flavor_id  = data.openstack_compute_flavor_v2.small.id
  depends_on = [openstack_networking_subnet_v2.office]
  block_device {
    uuid                  = data.openstack_images_image_v2.debian.id
    source_type           = "image"
    volume_size           = 20
    boot_index            = 0
    destination_type      = "volume"
    delete_on_termination = true
  }
  network { uuid = openstack_networking_network_v2.office.id }
}

resource "openstack_blockstorage_volume_v3" "data" {
  name = "data"
  size = 10
}
resource "openstack_compute_volume_attach_v2" "data" {
  instance_id = openstack_compute_instance_v2.port.id
  volume_id   = openstack_blockstorage_volume_v3.data.id
}

output "flavor" { value = data.openstack_compute_flavor_v2.small.ram }
output "image" { value = data.openstack_images_image_v2.debian.id }
output "zones" { value = join(" ", data.openstack_compute_availability_zones_v2.zones.names) }
output "address" { value = openstack_compute_instance_v2.port.access_ip_v4 }
output "stage" { value = one(openstack_compute_instance_v2.port.tags) }
