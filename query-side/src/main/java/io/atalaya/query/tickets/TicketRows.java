package io.atalaya.query.tickets;

import io.atalaya.query.ReadModels;

interface TicketRows extends ReadModels<TicketRow> {}
