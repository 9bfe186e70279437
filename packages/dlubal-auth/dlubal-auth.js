#!/usr/bin/env node
require('@dlubal-kit/cli/bin/dlubal-auth.js');
