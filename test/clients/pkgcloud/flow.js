// pkgcloud's rackspace provider against the sandbox.
'use strict';

const assert = require('node:assert/strict');
const { promisify } = require('node:util');
const pkgcloud = require('pkgcloud');

const IMAGE = 'Ubuntu 12.04 LTS (Precise Pangolin)';
const VOLUME = '4ab50df6-7480-45df-8604-b1ee39fe857c';
const TIMEOUT = 60_000; // ms: far more than anything takes, so that only what would never end runs into it
const PAUSE = 50; // ms

class Skip extends Error {}

// connect gives a client whose calls are promises.
function connect(secret) {
  const client = pkgcloud.compute.createClient({
    provider: 'rackspace',
    username: process.env.OS_USERNAME,
    region: process.env.OS_REGION_NAME,
    authUrl: new URL(process.env.OS_AUTH_URL).origin,
    ...secret,
  });
  return new Proxy(client, { get: (of, name) => (typeof of[name] === 'function' ? promisify(of[name]).bind(of) : of[name]) });
}

function named(items, name) {
  const found = items.filter((item) => item.name === name);
  assert.equal(found.length, 1, `${found.length} items are named ${name}`);
  return found[0];
}

// eventually looks until condition() is true, where the client has no wait of its own.
async function eventually(what, condition) {
  const deadline = Date.now() + TIMEOUT;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `${what}: not within ${TIMEOUT} ms`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

class Pkgcloud {
  async 'sign-in-password'() {
    const client = connect({ password: process.env.OS_PASSWORD });
    assert.deepEqual(await client.getServers(), []);
  }

  async 'sign-in-key'() {
    await assert.rejects(connect({ apiKey: 'wrong' }).getServers(), { statusCode: 401 });
    this.client = connect({ apiKey: process.env.OS_API_KEY });
    assert.deepEqual(await this.client.getServers(), []);
  }

  async flavors() {
    const flavors = await this.client.getFlavors();
    this.small = named(flavors, '512MB Standard Instance');
    this.large = named(flavors, '1GB Standard Instance');
    assert.equal((await this.client.getFlavor(this.small.id)).ram, 512);
  }

  async images() {
    this.image = named(await this.client.getImages(), IMAGE);
    assert.equal((await this.client.getImage(this.image.id)).name, IMAGE);
  }

  async servers() {
    assert.deepEqual(await this.client.getServers(), []);
  }

  async create() {
    this.server = await this.client.createServer({ name: 'web-1', image: this.image, flavor: this.small, metadata: { role: 'web' } });
    assert.ok(this.server.adminPass);
    await this.settled('ACTIVE');
  }

  // settled waits by pkgcloud's own setWait until the server has the status, and nothing is going on.
  async settled(status) {
    const done = (server) => server.original.status === status && server.original['OS-EXT-STS:task_state'] === null;
    const wait = (callback) => this.server.setWait(done, PAUSE, TIMEOUT, callback);
    this.server = await promisify(wait)();
    assert.ok(done(this.server), `the server is ${this.server.original.status}`);
  }

  async show() {
    const server = await this.client.getServer(this.server.id);
    assert.equal(server.name, 'web-1');
    assert.equal(server.status, 'RUNNING');
    assert.equal(server.flavorId, this.small.id);
    assert.equal(server.imageId, this.image.id);
  }

  async addresses() {
    const all = await this.client.getServerAddresses(this.server);
    assert.deepEqual(Object.keys(all).sort(), ['private', 'public']);
    assert.deepEqual(await this.client.getServerAddresses(this.server, 'public'), { public: all.public });
  }

  async metadata() {
    assert.deepEqual((await this.client.getServer(this.server)).metadata, { role: 'web' }); // there is no call that changes them
  }

  async reboot() {
    await this.client.rebootServer(this.server);
    await this.settled('ACTIVE');
    await this.client.rebootServer(this.server, { type: 'hard' });
    await this.settled('ACTIVE');
  }

  async 'resize-confirm'() {
    await this.client.resizeServer(this.server, this.large);
    await this.settled('VERIFY_RESIZE');
    await this.client.confirmServerResize(this.server);
    await this.settled('ACTIVE');
    assert.equal(this.server.original.flavor.id, this.large.id);
  }

  async 'resize-revert'() {
    await this.client.resizeServer(this.server, this.small.id);
    await this.settled('VERIFY_RESIZE');
    await this.client.revertServerResize(this.server);
    await this.settled('ACTIVE');
    assert.equal(this.server.original.flavor.id, this.large.id);
  }

  async rescue() {
    throw new Skip('pkgcloud has no call for it');
  }

  async password() {
    throw new Skip('pkgcloud has no call for it');
  }

  async 'create-image'() {
    let image = await this.client.createImage({ server: this.server, name: 'web-image', metadata: { 'made-by': 'pkgcloud' } });
    const wait = (callback) => image.setWait({ status: 'ACTIVE' }, PAUSE, TIMEOUT, callback);
    image = await promisify(wait)();
    assert.equal(image.status, 'ACTIVE');
    assert.equal((await this.client.updateImageMeta(image, { more: 'yes' })).metadata.more, 'yes');
    await this.settled('ACTIVE');
    await this.client.destroyImage(image);
  }

  async rebuild() {
    await this.client.rebuildServer(this.server, this.image);
    await this.settled('ACTIVE');
    assert.equal(this.server.original.image.id, this.image.id);
  }

  async volume() {
    const attachment = await this.client.attachVolume(this.server, VOLUME);
    assert.equal(attachment.volumeId, VOLUME);
    await eventually('an attached volume', async () =>
      (await this.client.getVolumeAttachmentDetails(this.server, attachment)).device === attachment.device);
    assert.equal((await this.client.getVolumeAttachments(this.server)).length, 1);
    await this.client.detachVolume(this.server, attachment);
    await eventually('a detached volume', async () => (await this.client.getVolumeAttachments(this.server)).length === 0);
  }

  async delete() {
    await this.client.destroyServer(this.server);
    await eventually('a server that is gone', () =>
      this.client.getServer(this.server).then(() => false, (error) => error.statusCode === 404));
    assert.deepEqual(await this.client.getServers(), []);
  }
}

function say(verdict, step, text = '') {
  console.log(`${verdict} ${step} ${text.split(/\s+/).join(' ')}`.trimEnd());
}

// main takes the client through the steps that ../run names, and goes on after a failure: what follows may not depend on it.
async function main(client) {
  for (const step of process.env.STEPS.split(' ')) {
    try {
      await client[step]();
      say('PASS', step);
    } catch (failure) {
      if (failure instanceof Skip) {
        say('SKIP', step, failure.message);
        continue;
      }
      console.error(failure);
      say('FAIL', step, String(failure.message));
    }
  }
}

main(new Pkgcloud());
