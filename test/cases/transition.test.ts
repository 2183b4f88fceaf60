import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseRules, isOpen } from '#src/cases/rules.ts';
import { caseStateSchema, transitionNameSchema } from '#src/cases/schemas.ts';
import { decideTransition, possibleTransitions } from '#src/cases/transition.ts';

const rules = caseRules().clue;
const states = caseStateSchema.options;
const names = transitionNameSchema.options;

describe('the process of a clue', () => {
  test('a new clue is triaged with a note, and the triage clock stops', () => {
    const decision = decideTransition(rules, 'new', { name: 'triage', note: '原因代码 F1，管辖：卖家实际经营地' });
    expect(decision).toMatchObject({ allowed: true, stop: ['TRIAGE'], closes: false });
  });

  test('sending starts the clock of the answer', () => {
    const decision = decideTransition(rules, 'triaged', { name: 'send', to: '昆明市市场监督管理局', note: '见清单' });
    expect(decision.allowed && decision.start.map((clock) => clock.id)).toEqual(['ACCEPT']);
  });

  test('what is missing is named', () => {
    expect(decideTransition(rules, 'new', { name: 'triage' })).toMatchObject({
      allowed: false,
      kind: 'input',
      message: expect.stringContaining('说明'),
    });
    expect(decideTransition(rules, 'new', { name: 'dismiss', reason: 'whim' })).toMatchObject({
      allowed: false,
      kind: 'input',
      message: expect.stringContaining('false-alarm'),
    });
  });

  test('a clue cannot be sent before it was triaged, and the refusal cites its ground', () => {
    expect(decideTransition(rules, 'new', { name: 'send', to: 'x', note: 'y' })).toMatchObject({
      allowed: false,
      kind: 'state',
      message: expect.stringContaining('程序规定'),
    });
  });

  test('no path reaches a state without the guard of its move, and nothing leaves an ended state', () => {
    const inputs = fc.record({
      name: fc.constantFrom(...names),
      note: fc.option(fc.string(), { nil: undefined }),
      reason: fc.option(fc.string(), { nil: undefined }),
      to: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...states), inputs, (state, input) => {
        const decision = decideTransition(rules, state, input);
        if (!decision.allowed) return;
        expect(isOpen(rules, state)).toBe(true);
        expect(decision.rule.from).toContain(state);
        for (const field of decision.rule.requires) expect(input[field]?.trim()).toBeTruthy();
      }),
    );
  });

  test('every open state has a way on, every state can be reached', () => {
    for (const state of states.filter((candidate) => isOpen(rules, candidate)))
      expect(possibleTransitions(rules, state).length, state).toBeGreaterThan(0);
    const reached = new Set(['new', ...rules.transitions.map((rule) => rule.to)]);
    expect([...reached].sort()).toEqual([...states].sort());
  });
});
