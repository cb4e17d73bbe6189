// Tries the doors of Node: fetch, sockets, datagrams, name servers asked directly, an inspector for others to attach to.
const dgram = require('dgram');
const dns = require('dns');
const inspector = require('inspector');
const net = require('net');

const say = (name) => [() => console.log(name, 'REACHED'), () => console.log(name, 'refused')];
const connect = (options) =>
  new Promise((done, fail) => net.connect(options).on('connect', done).on('error', fail));

(async () => {
  await connect({ host: '1.1.1.1', port: 443 }).then(...say('socket'));
  await connect({ host: '169.254.169.254', port: 80 }).then(...say('metadata'));
  await connect({ path: '\0/containerd-shim/moby/shim.sock' }).then(...say('shim'));
  await connect({ path: '/var/run/docker.sock' }).then(...say('engine'));
  await fetch('http://172.17.0.1:8080/api/health').then(...say('fetch'));
  await new dns.promises.Resolver({ timeout: 300, tries: 1 }).resolve('example.com').then(...say('name server'));
  const datagram = dgram.createSocket('udp4');
  await new Promise((done, fail) => datagram.send('x', 53, '8.8.8.8', (e) => (e ? fail(e) : done()))).then(...say('datagram'));
  inspector.open(9229, '0.0.0.0');
  console.log('inspector', require('os').networkInterfaces().lo.length > 0 && Object.keys(require('os').networkInterfaces()).join());
  process.exit(0);
})();
