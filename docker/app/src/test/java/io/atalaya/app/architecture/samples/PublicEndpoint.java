package io.atalaya.app.architecture.samples;

import org.springframework.web.bind.annotation.RestController;

/** An endpoint that other code could call, and far from where endpoints stand. */
@RestController
public abstract class PublicEndpoint {}
