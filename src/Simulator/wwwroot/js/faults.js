// What the carrier does wrong, on request.

import { element, post } from './api.js';

const Kinds = [
  ['tooMany', 'Trop de demandes', "refus 429, rien n'est parti"],
  ['failBefore', 'Erreur 500 avant', "rien n'est parti"],
  ['failAfter', 'Erreur 500 après', 'le SMS est parti quand même'],
  ['hang', 'Ne répond pas', "rien n'est parti, l'appel reste pendu"],
  ['loseCallbacks', 'Accusés perdus', 'le SMS arrive, la passerelle ne le sait pas'],
  ['duplicateCallbacks', 'Accusés en double', ''],
  ['reorderCallbacks', 'Accusés à rebours', 'remis avant envoyé'],
  ['loseWebhooks', 'SMS reçus perdus', "ce qu'on écrit ne parvient pas à la passerelle"],
];
const Codes = [
  [30003, 'éteint ou hors réseau'], [30005, 'numéro inconnu du réseau'], [30006, 'ligne fixe'], [30007, 'filtré'], [30008, 'erreur inconnue'],
  [21211, 'numéro invalide'], [21610, 'désinscrit'], [21614, 'pas un mobile'],
];

export class Faults {
  #form = document.querySelector('#faults-form');
  #settings = { latencyMs: 0, numbers: {} };
  #people = [];
  #told;

  /** @param told called with the settings whenever they change. */
  constructor(told) {
    this.#told = told;
    this.#build();
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      this.#apply({ ...this.#written(), numbers: this.#settings.numbers });
    });
    this.#form.querySelector('.mend').addEventListener('click', () => this.#apply({}));
    this.#form.querySelector('#broken-add').addEventListener('click', () => this.#break());
  }

  setPeople(people) {
    this.#people = people;
    this.#form.querySelector('#broken-who').replaceChildren(...people.map(person => element('option', { value: person.phone }, person.name)));
    this.#showBroken();
  }

  show(settings) {
    this.#settings = settings;
    this.#fill('latencyMs', settings.latencyMs);
    for (const [kind] of Kinds) for (const part of ['percent', 'next']) this.#fill(`${kind}.${part}`, settings[kind][part]);
    const some = settings.latencyMs > 0 || Object.keys(settings.numbers).length > 0 || Kinds.some(([kind]) => settings[kind].percent + settings[kind].next > 0);
    const badge = document.querySelector('#faults-state');
    badge.dataset.state = some ? 'some' : 'none';
    badge.textContent = some ? 'des pannes sont actives' : 'aucune panne';
    this.#showBroken();
    this.#told(settings);
  }

  // What somebody is writing at this moment is left alone.
  #fill(name, value) {
    const field = this.#form.elements[name];
    if (document.activeElement !== field) field.value = value;
  }

  #written() {
    const number = name => Number.parseInt(this.#form.elements[name].value, 10) || 0;
    const frequencies = Kinds.map(([kind]) => [kind, { percent: number(`${kind}.percent`), next: number(`${kind}.next`) }]);
    return { latencyMs: number('latencyMs'), ...Object.fromEntries(frequencies) };
  }

  async #apply(settings) {
    const answer = await post('/api/faults', settings, 'PUT');
    if (answer) this.show(answer);
  }

  #break() {
    const [who, code] = ['#broken-who', '#broken-code'].map(id => this.#form.querySelector(id).value);
    const fault = { code: Number(code), at: Number(code) >= 30000 ? 'delivery' : 'create' };
    this.#apply({ ...this.#settings, numbers: { ...this.#settings.numbers, [who]: fault } });
  }

  #mend(number) {
    const { [number]: _, ...numbers } = this.#settings.numbers;
    this.#apply({ ...this.#settings, numbers });
  }

  #showBroken() {
    const list = this.#form.querySelector('#broken-list');
    list.replaceChildren(...Object.entries(this.#settings.numbers).map(([number, fault]) => {
      const name = this.#people.find(person => person.phone === number)?.name ?? number;
      const mend = element('button', { type: 'button', 'aria-label': `Réparer le téléphone de ${name}` }, 'Réparer');
      mend.addEventListener('click', () => this.#mend(number));
      return element('li', { dataset: { number, code: fault.code } }, `${name} : ${fault.code} ${fault.at === 'create' ? "à l'envoi" : 'à la remise'}`, mend);
    }));
  }

  #build() {
    this.#form.append(
      element('div', { class: 'fault wide' }, name('Lenteur', 'avant chaque réponse'), field('latencyMs', 'millisecondes', 60000)),
      ...Kinds.map(([kind, title, detail]) => element('fieldset', { class: 'fault' }, name(title, detail),
        field(`${kind}.percent`, '% des appels', 100, title), field(`${kind}.next`, 'les prochains', 100000, title))),
      element('div', { class: 'broken' },
        element('h3', {}, 'Téléphones en panne'),
        element('ul', { id: 'broken-list' }),
        element('div', { id: 'broken-new', class: 'broken-new' },
          element('select', { id: 'broken-who', 'aria-label': 'Téléphone de' }),
          element('select', { id: 'broken-code', 'aria-label': 'Code' }, ...Codes.map(([code, words]) => element('option', { value: code }, `${code} ${words}`))),
          element('button', { type: 'button', id: 'broken-add' }, 'Mettre en panne'))),
      element('div', { class: 'fault-actions' },
        element('button', { type: 'submit', class: 'apply' }, 'Appliquer'),
        element('button', { type: 'button', class: 'mend' }, 'Tout réparer')));
  }
}

function name(title, detail) {
  return element('span', { class: 'fault-name' }, title, element('small', {}, detail));
}

function field(key, words, max, title = 'Lenteur') {
  return element('label', {}, words, element('input', { type: 'number', name: key, min: 0, max, value: 0, inputmode: 'numeric', 'aria-label': `${title}, ${words}` }));
}
