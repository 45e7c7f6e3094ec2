#!/usr/bin/env node
// pre-commit finds the commands of the package it installs, but not those of that package's dependencies.
import 'meshlint/dist/cli.js';
