// Twelve keys that write as they did: press again for the next letter, pause to begin another.

import { element } from './api.js';

const Pause = 900;
const Keys = [
  ['1', '.,?!1', '. , ?'], ['2', 'abcàâç2', 'abc'], ['3', 'deféèê3', 'def'], ['4', 'ghi4', 'ghi'], ['5', 'jkl5', 'jkl'], ['6', 'mno6', 'mno'],
  ['7', 'pqrs7', 'pqrs'], ['8', 'tuvù8', 'tuv'], ['9', 'wxyz9', 'wxyz'], ['*', "*+-:'", '* +'], ['0', ' 0', 'espace'], ['#', '#\n', '#'],
];

export class Keypad {
  #writing;
  #last = { key: null, at: 0, index: 0 };

  constructor(place, erase, writing) {
    this.#writing = writing;
    place.replaceChildren(...Keys.map(([key, letters, shown]) => this.#button(key, letters, shown)));
    erase.addEventListener('click', () => this.#write(writing.value.slice(0, -1)));
  }

  #button(key, letters, shown) {
    // Keyboards reach the text field itself; twelve more stops of the Tab key on each phone would only be in the way.
    const button = element('button', { type: 'button', tabindex: '-1', dataset: { key } }, `${key} `, element('small', {}, shown));
    button.addEventListener('click', () => this.#press(key, letters));
    return button;
  }

  #press(key, letters) {
    const again = this.#last.key === key && performance.now() - this.#last.at < Pause;
    const index = again ? (this.#last.index + 1) % letters.length : 0;
    this.#last = { key, at: performance.now(), index };
    this.#write((again ? this.#writing.value.slice(0, -1) : this.#writing.value) + letters[index]);
  }

  #write(text) {
    this.#writing.value = text;
    this.#writing.dispatchEvent(new Event('input'));
  }
}
