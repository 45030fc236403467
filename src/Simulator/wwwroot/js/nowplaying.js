// The strip at the foot of the window: what plays, how far it is, how it ended.

export class NowPlaying {
  #place = document.querySelector('#now-playing');
  #item = null;

  constructor() {
    this.#part('.now-close').addEventListener('click', () => { this.#place.hidden = true; });
    this.#part('.now-detail').addEventListener('click', () => this.#item?.scrollIntoView({ block: 'start', behavior: 'smooth' }));
  }

  /** @param item the list item with the lines. */
  begin(title, item) {
    this.#item = item;
    this.#place.hidden = false;
    this.#place.dataset.outcome = 'playing';
    this.#part('.now-title').textContent = title;
    this.#part('.now-line').textContent = 'Le dialogue commence…';
    document.querySelector('#phones').scrollIntoView({ block: 'center', behavior: 'smooth' });
  }

  /** @param at how many lines have been played, of how many. */
  line(source, at, count) {
    this.#part('.now-line').textContent = `${at}/${count}  ${source}`;
  }

  end(outcome, words) {
    this.#place.dataset.outcome = outcome;
    this.#part('.now-line').textContent = words;
  }

  #part(selector) { return this.#place.querySelector(selector); }
}
