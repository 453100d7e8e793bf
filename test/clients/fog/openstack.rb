# frozen_string_literal: true

# fog-openstack against the sandbox.

require 'fog/openstack'
require_relative '../shared/steps'

IMAGE = 'Ubuntu 12.04 LTS (Precise Pangolin)'
VOLUME = '4ab50df6-7480-45df-8604-b1ee39fe857c'

# Fog waits itself: wait_for asks until its block is true of the server.
class OpenStack
  include Steps

  def sign_in_password
    begin
      connect('wrong')
    rescue Excon::Error::Unauthorized
      refused = true
    end
    expect(refused, true, 'whether a wrong password is refused')
    @compute = connect(ENV.fetch('OS_PASSWORD'))
  end

  def sign_in_key
    raise Skip, 'what fog-openstack calls openstack_api_key is a password: it has no sign-in by API key'
  end

  def flavors
    @small = named(@compute.flavors, '512MB Standard Instance')
    @large = named(@compute.flavors, '1GB Standard Instance')
    expect(@compute.flavors.get(@small.id).ram, 512, 'the RAM of the small flavor')
  end

  def images
    @image = named(@compute.images, IMAGE)
    expect(@compute.images.get(@image.id).name, IMAGE, 'the name of the image')
  end

  def servers
    expect(@compute.servers.to_a, [], 'the list of servers')
  end

  def create
    @server = @compute.servers.create(
      name: 'web-1', image_ref: @image.id, flavor_ref: @small.id, metadata: { 'role' => 'web' }
    )
    expect(@server.attributes['adminPass'].to_s.empty?, false, 'whether the password is empty')
    settled
  end

  def show
    server = @compute.servers.get(@server.id)
    expect(
      [server.name, server.state, server.flavor['id'], server.image['id']],
      ['web-1', 'ACTIVE', @small.id, @image.id], 'the server'
    )
  end

  def addresses
    all = @compute.list_addresses(@server.id).body['addresses']
    expect(all.keys.sort, %w[private public], 'the networks')
    expect(@server.ip_addresses.sort, all.values.flatten.map { |a| a['addr'] }.sort, "the server's addresses")
  end

  def metadata
    expect(@compute.servers.get(@server.id).metadata.to_hash, { 'role' => 'web' }, 'the metadata')
    @server.metadata.set('stage' => 'test')
    @server.metadata.update('more' => 'yes')
    expect(@server.metadata.get('stage').value, 'test', 'the new item')
    @server.metadata.get('more').destroy
    expect(@compute.list_metadata('servers', @server.id).body['metadata'], { 'stage' => 'test' }, 'the metadata in the end')
  end

  def reboot
    @server.reboot
    settled
    @server.reboot('HARD')
    settled
  end

  def resize_confirm
    @server.resize(@large.id)
    settled('VERIFY_RESIZE')
    @server.confirm_resize
    settled
    expect(@server.flavor['id'], @large.id, 'the flavor')
  end

  def resize_revert
    @server.resize(@small.id)
    settled('VERIFY_RESIZE')
    @server.revert_resize
    settled
    expect(@server.flavor['id'], @large.id, 'the flavor')
  end

  def rescue
    @compute.rescue_server(@server.id)
    settled('RESCUE')
    @compute.server_action(@server.id, { 'unrescue' => nil }) # fog has no call of that name
    settled
  end

  def password
    @server.change_password('a new pass phrase')
    settled
  end

  def create_image
    made = @server.create_image('web-image', 'made-by' => 'fog').body['image']
    image = @compute.images.get(made['id'])
    image.wait_for(TIMEOUT, 0.05) { ready? }
    expect(image.metadata.to_hash['made-by'], 'fog', "the image's metadata")
    settled
    image.destroy
  end

  def rebuild
    @server.rebuild(@image.id, 'web-2')
    settled
    expect([@server.image['id'], @server.name], [@image.id, 'web-2'], 'the server')
  end

  def volume
    volume = named(@compute.volumes, 'data')
    expect(volume.id, VOLUME, 'the id of the volume')
    @server.attach_volume(volume.id, '/dev/xvdc')
    eventually('an attached volume') { @server.volume_attachments.map { |a| a['device'] } == ['/dev/xvdc'] }
    expect(@server.volumes.map(&:id), [VOLUME], "the server's volumes")
    @server.detach_volume(volume.id)
    eventually('a detached volume') { @server.volume_attachments.empty? }
  end

  def delete
    @server.destroy
    eventually('a server that is gone') { @compute.servers.get(@server.id).nil? }
    expect(@compute.servers.to_a, [], 'the list of servers')
  end

  private

  def connect(password)
    Fog::OpenStack::Compute.new(
      openstack_auth_url: ENV.fetch('OS_AUTH_URL'), openstack_identity_api_version: 'v2.0',
      openstack_username: ENV.fetch('OS_USERNAME'), openstack_api_key: password,
      openstack_tenant: ENV.fetch('OS_TENANT_NAME'), openstack_region: ENV.fetch('OS_REGION_NAME')
    )
  end

  # Until the server has the state, and nothing is going on.
  def settled(state = 'ACTIVE')
    @server.wait_for(TIMEOUT, 0.05) do
      raise Mismatch, 'the server is in ERROR' if failed?

      self.state == state && os_ext_sts_task_state.nil?
    end
  end
end

Steps.run(OpenStack.new)
