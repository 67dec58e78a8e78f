package io.atalaya.query.tickets;

import io.atalaya.query.ReadModels;

interface AttachmentRows extends ReadModels<AttachmentRow> {}
