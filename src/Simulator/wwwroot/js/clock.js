// The gateway's simulated hour, flowing, and the keys that advance it.

import { get, post } from './api.js';

export class Clock {
  zone = 'Europe/Paris';
  #offset = null;
  #place = document.querySelector('#clock');
  #told;

  /** @param told called with "21:05" each time the shown minute changes. */
  constructor(told) {
    this.#told = told;
    for (const key of this.#keys) key.addEventListener('click', () => this.#advance(key));
    setInterval(() => this.#show(), 1000);
  }

  async read() {
    this.set((await get('/api/clock')).now);
  }

  set(now) {
    this.#offset = now === null ? null : Date.parse(now) - Date.now();
    this.#show();
  }

  get #keys() {
    return this.#place.querySelectorAll('button');
  }

  async #advance(key) {
    this.#busy(true);
    const { advance, until } = key.dataset;
    const answer = await post('/api/clock', { advance, until });
    if (answer) this.set(answer.now);
    this.#busy(false);
    key.focus();
  }

  #busy(busy) {
    this.#place.setAttribute('aria-busy', busy);
    for (const key of this.#keys) key.disabled = busy;
  }

  #show() {
    const [time, date] = [document.querySelector('#clock-time'), document.querySelector('#clock-date')];
    if (this.#offset === null) {
      time.textContent = '--:--';
      date.textContent = "la passerelle ne donne pas d'heure simulée";
      return;
    }
    const now = new Date(Date.now() + this.#offset);
    const shown = now.toLocaleTimeString('fr-FR', { timeZone: this.zone, hour: '2-digit', minute: '2-digit' });
    date.textContent = now.toLocaleDateString('fr-FR', { timeZone: this.zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
    if (time.textContent === shown) return;
    time.textContent = shown;
    time.dateTime = now.toISOString();
    this.#told(shown);
  }
}
