# frozen_string_literal: true

# The steps that a client goes through, for the programs in Ruby: as steps.py does it for those in Python.
module Steps
  TIMEOUT = 60 # seconds: far more than anything takes, so that only what would never end runs into it

  # The client has no such call; its text says so.
  class Skip < StandardError; end

  # What a step found isn't what it should be.
  class Mismatch < StandardError; end

  # Takes a client through the steps, and goes on after a failure: what follows may not depend on it.
  def self.run(client)
    ENV.fetch('STEPS').split.each do |step|
      client.public_send(step.tr('-', '_'))
      say('PASS', step)
    rescue Skip => e
      say('SKIP', step, e.message)
    rescue StandardError, NoMethodError => e
      warn(e.full_message)
      say('FAIL', step, "#{e.class}: #{e.message}"[0, 300])
    end
  end

  def self.say(verdict, step, text = '')
    puts([verdict, step, *text.split].join(' '))
    $stdout.flush
  end

  def expect(got, want, what)
    raise Mismatch, "#{what} is #{got.inspect}, want #{want.inspect}" unless got == want
  end

  # Looks until the block is true, where the client has no wait of its own.
  def eventually(what, pause = 0.05)
    deadline = now + TIMEOUT
    until (last = yield)
      raise Mismatch, "#{what}: not within #{TIMEOUT} s" if now > deadline

      sleep(pause)
    end
    last
  end

  def named(items, name)
    found = items.select { |item| item.name == name }
    expect(found.length, 1, "the number of items named #{name}")
    found.first
  end

  private

  def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
end
