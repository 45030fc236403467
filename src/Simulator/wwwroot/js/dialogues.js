// Scripts that play themselves on the phones, each line green or red as it goes.

import { announce, element, get, showProblem } from './api.js';
import { NowPlaying } from './nowplaying.js';

export class Dialogues {
  #list = document.querySelector('#dialogue-list');
  #nowPlaying = new NowPlaying();
  #table;

  constructor(table) {
    this.#table = table;
  }

  async read() {
    const dialogues = await get('/api/dialogues');
    document.querySelector('#no-dialogues').hidden = dialogues.length > 0;
    this.#list.replaceChildren(...dialogues.map(dialogue => this.#item(dialogue)));
  }

  #item(dialogue) {
    const broken = dialogue.errors.length > 0;
    const play = element('button', { type: 'button', class: 'play', 'aria-label': `Jouer : ${dialogue.title}` }, 'Jouer');
    const item = element('li', { class: 'dialogue', dataset: { dialogue: dialogue.name, outcome: '' } },
      element('div', { class: 'dialogue-head' }, element('h3', {}, dialogue.title), element('span', { class: 'verdict' }), play),
      broken ? element('p', { class: 'errors' }, dialogue.errors.join('\n')) : element('details', {},
        element('summary', {}, `${dialogue.lines.length} lignes`),
        element('ol', { class: 'steps' }, ...dialogue.lines.map(line => step(line)))));
    play.disabled = broken;
    play.addEventListener('click', () => this.#play(dialogue, item));
    return item;
  }

  async #play(dialogue, item) {
    this.#busy(true);
    this.#table.makeRoomFor(dialogue.cast);
    for (const line of item.querySelectorAll('.step')) this.#show(item, { line: Number(line.dataset.line), outcome: '', message: null });
    item.querySelector('details').open = true;
    this.#verdict(item, 'playing', 'en cours');
    this.#nowPlaying.begin(dialogue.title, item);
    try {
      await this.#follow(dialogue, item);
    } catch {
      this.#verdict(item, 'failed', 'interrompu');
      showProblem("Le dialogue s'est interrompu : le simulateur ou la passerelle ne répond plus.");
    }
    this.#busy(false);
  }

  async #follow(dialogue, item) {
    const answer = await fetch(`/api/dialogues/${encodeURIComponent(dialogue.name)}/play?pace=${document.querySelector('#pace').value}`, { method: 'POST' });
    if (!answer.ok) {
      showProblem((await answer.json()).problem);
      this.#verdict(item, 'failed', 'non joué');
      return;
    }
    for await (const told of lines(answer.body)) {
      if (told.kind === 'line') {
        this.#show(item, told);
        if (told.outcome !== 'notPlayed') this.#nowPlaying.line(told.source, dialogue.lines.findIndex(line => line.line === told.line) + 1, dialogue.lines.length);
      }
      else {
        this.#verdict(item, told.passed ? 'passed' : 'failed', told.passed ? 'réussi' : 'échoué');
        announce(`Dialogue ${told.passed ? 'réussi' : 'échoué'} : ${dialogue.title}`);
      }
    }
  }

  #show(item, { line, outcome, message }) {
    const shown = item.querySelector(`.step[data-line="${line}"]`);
    shown.dataset.outcome = outcome;
    shown.querySelector('.why')?.remove();
    if (message) shown.firstElementChild.append(element('span', { class: 'why' }, message));
  }

  #verdict(item, outcome, words) {
    item.dataset.outcome = outcome;
    item.querySelector('.verdict').textContent = words;
    if (outcome === 'passed') this.#nowPlaying.end(outcome, 'Tout est arrivé comme écrit.');
    if (outcome === 'failed') this.#nowPlaying.end(outcome, item.querySelector('.step[data-outcome="failed"] .why')?.textContent ?? words);
  }

  #busy(busy) {
    for (const item of this.#list.children)
      item.querySelector('.play').disabled = busy || item.querySelector('.errors') !== null;
  }
}

function step({ line, source }) {
  return element('li', { class: 'step', dataset: { line, outcome: '' } }, element('div', {}, source));
}

/** JSON objects, one a line, as they arrive. */
async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = (rest + part.value).split('\n');
    rest = whole.pop();
    for (const line of whole.filter(Boolean)) yield JSON.parse(line);
  }
}
