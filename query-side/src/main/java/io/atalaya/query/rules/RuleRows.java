package io.atalaya.query.rules;

import io.atalaya.query.ReadModels;

interface RuleRows extends ReadModels<RuleRow> {}
