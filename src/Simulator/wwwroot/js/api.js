// Calls to the simulator; what goes wrong is said at the top of the page, never swallowed.

export async function get(path) {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** The answer's JSON; null, with the problem shown, when it was refused. */
export async function post(path, body, method = 'POST') {
  try {
    const answer = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    const json = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    showProblem(answer.ok ? null : json.problem ?? `Le simulateur a répondu ${answer.status}.`);
    return answer.ok ? json : null;
  } catch {
    showProblem("Le simulateur ne répond plus : relancez-le, cette page se reconnecte toute seule.");
    return null;
  }
}

export function showProblem(text) {
  const place = document.querySelector('#problem');
  place.textContent = text ?? '';
  place.hidden = !text;
}

export function announce(text) {
  document.querySelector('#announce').textContent = text;
}

/** An element with attributes and children; text is always text, never HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'dataset') Object.assign(made.dataset, value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
