#!/usr/bin/env bash
# The guess: npm's bytes reads 10GiB as ten times 2^30, or gives null for what it doesn't know.
#
# What happens: 10GiB is 10. So are 10G, "10 GiB" and "10GB " with a blank at its end, 1,024MB is 1, and 1e3MB too: where the unit isn't one
# of its own it takes the digits that the text begins with for a number of bytes. 10GB is 10737418240, the binary one.
#
# bytes 3.1.2 (npm), index.js, parse: parseInt of the text where its expression, which knows b, kb, mb, gb, tb and pb, doesn't fit.
#
# Why care: GiB is how OpenStack's documents and clients name what volumes, quotas and images have, and G how its configuration does. With
# it a limit for an upload of an image, in express or koa, is ten bytes, and every upload fails with 413; a check that 10GiB of a quota is
# left is always true.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
npm_packages bytes@3.1.2

node_run - <<'END' | seen
const bytes = require('bytes');
for (const text of ['10GB', '10GiB', '10 GiB', '10G', '10GB ', '1,024MB', '1e3MB', 'GiB'])
  console.log(JSON.stringify(text).padEnd(10), bytes(text));
END
expect <<'END'
"10GB"     10737418240
"10GiB"    10
"10 GiB"   10
"10G"      10
"10GB "    10
"1,024MB"  1
"1e3MB"    1
"GiB"      null
END
