# frozen_string_literal: true

# fog-rackspace against the sandbox.

require 'fog/rackspace'
require_relative '../shared/steps'

IMAGE = 'Ubuntu 12.04 LTS (Precise Pangolin)'
VOLUME = '4ab50df6-7480-45df-8604-b1ee39fe857c'

# Fog waits itself: wait_for asks until its block is true of the server.
class Rackspace
  include Steps

  def sign_in_password
    raise Skip, 'fog-rackspace signs in by API key only'
  end

  def sign_in_key
    begin
      connect('wrong')
    rescue Excon::Error::Unauthorized
      refused = true
    end
    expect(refused, true, 'whether a wrong key is refused')
    @compute = connect(ENV.fetch('OS_API_KEY'))
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
      name: 'web-1', image_id: @image.id, flavor_id: @small.id, metadata: { 'role' => 'web' }
    )
    expect(@server.password.empty?, false, 'whether the password is empty')
    settled
  end

  def show
    server = @compute.servers.get(@server.id)
    expect([server.name, server.state, server.flavor_id, server.image_id], ['web-1', 'ACTIVE', @small.id, @image.id], 'the server')
  end

  def addresses
    all = @compute.list_addresses(@server.id).body['addresses']
    expect(all.keys.sort, %w[private public], 'the networks')
    public = @compute.list_addresses_by_network(@server.id, 'public').body['public']
    expect(public, all['public'], 'the addresses of the public network')
    expect(public.map { |a| a['addr'] }.include?(@server.public_ip_address), true, 'whether the public address is among them')
  end

  def metadata
    expect(@compute.servers.get(@server.id).metadata.all.to_hash, { 'role' => 'web' }, 'the metadata')
    @compute.set_metadata('servers', @server.id, 'stage' => 'test')
    @compute.set_metadata_item('servers', @server.id, 'more', 'yes')
    expect(@compute.servers.get(@server.id).metadata.get('stage').value, 'test', 'the new item')
    @compute.delete_metadata_item('servers', @server.id, 'more')
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
    expect(@server.flavor_id, @large.id, 'the flavor')
  end

  def resize_revert
    @server.resize(@small.id)
    settled('VERIFY_RESIZE')
    @server.revert_resize
    settled
    expect(@server.flavor_id, @large.id, 'the flavor')
  end

  def rescue
    @server.rescue
    expect(@server.password.empty?, false, 'whether the password is empty')
    settled('RESCUE')
    @server.unrescue
    settled
  end

  def password
    @server.change_admin_password('a new pass phrase')
    settled
  end

  def create_image
    image = @server.create_image('web-image', metadata: { 'made-by' => 'fog' })
    image.wait_for(TIMEOUT, 0.05) { ready? }
    expect(image.metadata.all.to_hash['made-by'], 'fog', "the image's metadata")
    settled
    image.destroy
  end

  def rebuild
    @server.rebuild(@image.id)
    settled
    expect([@server.image_id, @server.name], [@image.id, 'web-1'], 'the server')
  end

  def volume
    @server.attach_volume(VOLUME, '/dev/xvdc')
    eventually('an attached volume') { @server.attachments.all.first.device == '/dev/xvdc' }
    @server.attachments.get(VOLUME).detach
    eventually('a detached volume') { @server.attachments.all.empty? }
  end

  def delete
    @server.destroy
    eventually('a server that is gone') { @compute.servers.get(@server.id).nil? }
    expect(@compute.servers.to_a, [], 'the list of servers')
  end

  private

  def connect(key)
    Fog::Compute.new(
      provider: 'rackspace', version: :v2, rackspace_username: ENV.fetch('OS_USERNAME'), rackspace_api_key: key,
      rackspace_auth_url: ENV.fetch('OS_AUTH_URL'), rackspace_region: ENV.fetch('OS_REGION_NAME').downcase.to_sym
    )
  end

  # Until the server has the state, and nothing is going on.
  def settled(state = 'ACTIVE')
    @server.wait_for(TIMEOUT, 0.05) { ready?(state) && state_ext.nil? }
  end
end

Steps.run(Rackspace.new)
