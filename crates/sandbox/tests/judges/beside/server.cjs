// json-server with the leads it reads from its standard input; prints its port.
'use strict';
const fs = require('fs');
const path = require('path');
const jsonServer = require('module').createRequire(path.join(process.env.MODULES, 'x.cjs'))('json-server');

const server = jsonServer.create();
server.use(jsonServer.router({ leads: JSON.parse(fs.readFileSync(0, 'utf8')) }));
const listening = server.listen(0, '127.0.0.1', () => console.log(listening.address().port));
