package io.atalaya.app.edge;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whether requests can be answered: UP means that the database answers too. Needs no log-in. */
@RestController
class ApiHealthEndpoint {
    private final JdbcClient jdbc;

    ApiHealthEndpoint(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/api/v1/health")
    ResponseEntity<Health> health() {
        jdbc.sql("select 1").query(Integer.class).single();
        return ResponseEntity.ok(new Health("UP"));
    }

    record Health(String status) {}
}
