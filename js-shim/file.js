// widget.wasm: the module as a file of its own. Only with `cargo kommo pack --wasm file`.

var loading; // the promise of the module; none before the first widget object and after a failure

function load(self) {
  return loading = loading || fetch(address(self, '/widget.wasm')).then(function (response) {
    if (!response.ok) throw new Error('widget.wasm: ' + response.status);
    return response.arrayBuffer(); // not streamed: nobody knows with which type Kommo serves the file
  }).then(function (bytes) { return WebAssembly.compile(bytes); }).then(function (compiled) { module = compiled; });
}

// A callback before the module is there. The host waits for a promise, except where it takes an answer at once: a
// Salesbot block has no ways out then and no program, the others get what lets the host go on, and run when they can.
function later(self, number, args, call) {
  var done = load(self).then(call, function (error) {
    loading = undefined;
    report('widget.wasm did not load', error);
    notice(self);
    return number === 5 ? !!args[0] && args[0].active === 'N' : number > 17 && number < 22 ? [] : undefined;
  });
  if (number === 16) return { exits: [] };
  if (number === 17 || number === 24) return undefined;
  return number > 1 && number < 5 ? true : done;
}
