// The order of the test files: those that take the longest first, so that none of them runs on alone at the end. Jest knows
// how long a file takes from its cache, which a fresh clone has not; there it goes by the size of the file.
import Sequencer from '@jest/test-sequencer';

const long = ['/report/browser.', '/package/python/', '/e2e/'];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}

function isLong({ path }) {
  return long.some((part) => path.includes(part));
}
