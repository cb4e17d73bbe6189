// Starts processes of their own sessions that hold no stream of ours and go on for ever, then ends as if all were well.
const { spawn } = require('child_process');

for (let i = 0; i < 5; i++) {
  spawn('sh', ['-c', 'trap "" HUP TERM; while :; do sleep 1; done'], { detached: true, stdio: 'ignore' }).unref();
}
console.log('gone');
