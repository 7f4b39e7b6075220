// Node's environment of Jest, without what jest-circus 30 leaves behind: an AsyncLocalStorage per test file that is never
// disabled. On Node 20 every promise of the process pays for each of them, so that each file runs slower than the one before.
import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

const entered = new Set();

// oxlint-disable-next-line typescript/unbound-method -- the proxy hands on whose it is
AsyncLocalStorage.prototype.run = new Proxy(AsyncLocalStorage.prototype.run, {
  apply(run, storage, given) {
    entered.add(storage);
    return Reflect.apply(run, storage, given);
  },
});

export default class Tidied extends TestEnvironment {
  async teardown() {
    await super.teardown();
    for (const storage of entered) storage.disable();
    entered.clear();
  }
}
