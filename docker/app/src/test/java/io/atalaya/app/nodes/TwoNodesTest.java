package io.atalaya.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.ProcessNode;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: any command on any node, and processors that move when one of them is gone. */
class TwoNodesTest {
    private static final int COMMANDS = 60;
    /** The sum of all processors' segments in ProcessorConfiguration. */
    private static final int ALL_SEGMENTS = 30;

    @Test
    void bothNodesDecideOnTheSameAggregateAndTheOneThatStaysTakesOver() throws Exception {
        String database = TestPostgres.freshDatabase();
        try (Node first = Node.start(database, Map.of())) {
            Node second = Node.start(database, Map.of());
            World world = World.on(first);
            try {
                bothDecideOnOneAggregate(world, first, second);
                eachKnowsWhatTheOtherHasDecided(world, first, second);
                ticketNumbersHaveNoHolesAndNoDoubles(world, first, second);
                eachTimerFiresOnceWhicheverNodeItFiresOn(world, second);
                aRuleAndADeviceHaveOneOpenAlertAtMost(world, first, second);
            } finally {
                second.close();
            }
            theFirstNodeRunsEverySegment(first);
            World.Device device = world.device();
            world.tooWarmRule(device);
            device.report(9).expect(202);
            world.awaitAlert(device, "ACTIVE");
        }
    }

    @Test
    void whenANodeIsKilledTheOtherTakesItsSegmentsAndItsWork(@TempDir Path folder) {
        String database = TestPostgres.freshDatabase();
        ProcessNode first = ProcessNode.start(
                folder,
                Map.of(
                        "spring.datasource.url", database,
                        "atalaya.admin.email", Node.ADMIN_EMAIL,
                        "atalaya.admin.password", Node.ADMIN_PASSWORD));
        try (Node second = Node.start(database, Map.of())) {
            assertThat(segments(second)).as("the first node has them all").isZero();
            World world = World.on(second);
            World.Device device = world.device();
            world.tooWarmRule(device);
            first.kill();
            device.report(9).expect(202);
            await().atMost(Duration.ofSeconds(40)).until(() -> segments(second) == ALL_SEGMENTS);
            world.awaitAlert(device, "ACTIVE");
        } finally {
            first.kill();
        }
    }

    private static int segments(Node node) {
        return node.bean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .mapToInt(processor -> processor.processingStatus().size())
                .sum();
    }

    /** Members of one tenant are added through both nodes at once, each of them several times. */
    private static void bothDecideOnOneAggregate(World world, Node first, Node second) throws Exception {
        World.Member technician = world.memberWithId(Role.TECHNICIAN);
        World.Member other = world.memberWithId(Role.TECHNICIAN);
        String ticket = world.owner()
                .post("/api/v1/tickets", Map.of("title", "Contended"))
                .expect(201)
                .text("id");
        List<Api> owners = List.of(world.owner(), onNode(world, second));
        List<Callable<Integer>> commands = IntStream.range(0, COMMANDS)
                .<Callable<Integer>>mapToObj(index -> () -> owners.get(index % 2)
                        .post(
                                "/api/v1/tickets/" + ticket + "/assign",
                                Map.of("assigneeId", (index / 2) % 2 == 0 ? technician.id() : other.id()))
                        .status())
                .toList();
        List<Integer> statuses = inParallel(commands);
        assertThat(statuses).containsOnly(200);
        List<Long> sequence = events(first, ticket);
        assertThat(sequence)
                .as("a gapless sequence")
                .isEqualTo(LongStream.range(0, sequence.size()).boxed().toList());
        List<String> assignees = first.jdbc()
                .sql("select convert_from(payload, 'UTF8')::json ->> 'assigneeId' from domain_event"
                        + " where aggregate_identifier = :ticket and payload_type like '%TicketAssigned'"
                        + " order by sequence_number")
                .param("ticket", ticket)
                .query(String.class)
                .list();
        for (int index = 1; index < assignees.size(); index++) {
            assertThat(assignees.get(index))
                    .as("each was decided knowing the one before")
                    .isNotEqualTo(assignees.get(index - 1));
        }
    }

    /** Both have the site in memory; to call it again what it was called before is a change only for who knows of the one between. */
    private static void eachKnowsWhatTheOtherHasDecided(World world, Node first, Node second) {
        String site = world.site("North");
        for (int round = 0; round < 3; round++) {
            rename(world.owner(), site, "North");
            rename(onNode(world, second), site, "South");
        }

        assertThat(first.jdbc()
                        .sql("select convert_from(payload, 'UTF8')::json ->> 'name' from domain_event"
                                + " where aggregate_identifier = :site order by sequence_number")
                        .param("site", site)
                        .query(String.class)
                        .list())
                .containsExactly("North", "South", "North", "South", "North", "South");
    }

    private static void rename(Api owner, String site, String name) {
        owner.send("PUT", "/api/v1/sites/" + site, Map.of("name", name)).expect(200);
    }

    /** Among them such as are refused, and such as both nodes are asked for at once. */
    private static void ticketNumbersHaveNoHolesAndNoDoubles(World world, Node first, Node second) throws Exception {
        List<Api> owners = List.of(onNode(world, first), onNode(world, second));
        List<Integer> statuses = inParallel(IntStream.range(0, 40)
                .<Callable<Integer>>mapToObj(index -> () -> openOne(owners.get(index % 2), index))
                .toList());
        assertThat(statuses).filteredOn(status -> status == 201).hasSizeGreaterThanOrEqualTo(20);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(10);
        List<Long> numbers = second.jdbc()
                .sql("select (convert_from(payload, 'UTF8')::json ->> 'number')::bigint from domain_event"
                        + " where payload_type like '%TicketOpened' order by 1")
                .query(Long.class)
                .list();
        assertThat(numbers)
                .hasSizeGreaterThan(20)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static int openOne(Api owner, int index) {
        return switch (index % 8) {
            case 0, 1 ->
                owner.post("/api/v1/tickets", Map.of("title", "T", "deviceId", UUID.randomUUID()))
                        .status();
            case 2, 3 ->
                owner.with("Idempotency-Key", "ticket-" + index / 8)
                        .post("/api/v1/tickets", Map.of("title", "T"))
                        .status();
            default ->
                owner.post("/api/v1/tickets", Map.of("title", "Ticket " + index))
                        .expect(201)
                        .status();
        };
    }

    private static void eachTimerFiresOnceWhicheverNodeItFiresOn(World world, Node second) throws Exception {
        world.owner()
                .send(
                        "PUT",
                        "/api/v1/tenants/" + world.tenantId() + "/service-levels",
                        Map.of(
                                "targets",
                                Map.of("URGENT", Map.of("own", "PT1S", "repair", "PT1S")),
                                "maxEscalationLevel",
                                1))
                .expect(200);
        List<Api> owners = List.of(world.owner(), onNode(world, second));
        inParallel(IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(index -> () -> owners.get(index % 2)
                        .post("/api/v1/tickets", Map.of("title", "Urgent", "priority", "URGENT"))
                        .expect(201)
                        .status())
                .toList());
        // Of either goal.
        await().atMost(Duration.ofSeconds(40)).until(() -> count(second, "SlaBreached") == 20);
        assertThat(firings(second)).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(count(second, "TicketEscalated")).isEqualTo(10);
    }

    /**
     * Reports go through both nodes, people resolve by force through both, and the evaluation moves from node to node
     * meanwhile.
     */
    private static void aRuleAndADeviceHaveOneOpenAlertAtMost(World world, Node first, Node second) throws Exception {
        List<World.Device> devices = List.of(world.device(), world.device());
        devices.forEach(world::tooWarmRule);
        List<Api> owners = List.of(onNode(world, first), onNode(world, second));
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int index = 0; index < 240; index++) {
            World.Device device = devices.get(index % 2);
            Api reporter = (index / 2 % 2 == 0 ? first : second).api().with("X-API-Key", device.key());
            double celsius = index % 5 == 4 ? 4 : 9;
            Api owner = owners.get(index % 2);
            boolean resolves = index % 12 == 6;
            boolean moves = index % 80 == 40;
            tasks.add(() -> {
                if (moves) {
                    restartEvaluation(first);
                }
                return resolves ? resolveOpen(owner, device) : report(reporter, device, celsius);
            });
        }
        assertThat(inParallel(tasks)).isSubsetOf(200, 202, 404, 409);
        first.awaitCaughtUp();
        for (World.Device device : devices) {
            List<String> turns = first.jdbc()
                    .sql("select regexp_replace(payload_type, '.*\\.', '') from domain_event"
                            + " where aggregate_identifier in (select aggregate_identifier from domain_event"
                            + " where payload_type like '%AlertRaised'"
                            + " and convert_from(payload, 'UTF8')::json ->> 'deviceId' = :device)"
                            + " and payload_type ~ 'Alert(Raised|Resolved|AutoResolved)$' order by global_index")
                    .param("device", device.id())
                    .query(String.class)
                    .list();
            assertThat(turns).hasSizeGreaterThan(2);
            for (int turn = 0; turn < turns.size(); turn++) {
                assertThat(turns.get(turn).equals("AlertRaised"))
                        .as("raised and resolved by turns: %s", turns)
                        .isEqualTo(turn % 2 == 0);
            }
        }
    }

    private static int report(Api reporter, World.Device device, double celsius) {
        return reporter.post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of("readings", List.of(Map.of("metric", "temperature", "value", celsius))))
                .status();
    }

    private static int resolveOpen(Api owner, World.Device device) {
        String open = owner.get("/api/v1/alerts?status=ACTIVE&device=" + device.id())
                .expect(200)
                .json()
                .at("/items/0/id")
                .asString();
        return open.isEmpty()
                ? 200
                : owner.post("/api/v1/alerts/" + open + "/resolve", Map.of("note", "Enough", "force", true))
                        .status();
    }

    private static void restartEvaluation(Node node) {
        StreamingEventProcessor evaluation = node.processor("evaluation");
        evaluation.shutDown();
        evaluation.start();
    }

    private static long count(Node node, String type) {
        return node.jdbc()
                .sql("select count(*) from domain_event where payload_type like '%.' || :type")
                .param("type", type)
                .query(Long.class)
                .single();
    }

    private static List<String> firings(Node node) {
        return node.jdbc()
                .sql("select aggregate_identifier || (convert_from(payload, 'UTF8')::json ->> 'generation')"
                        + " from domain_event where payload_type like '%TimerFired'")
                .query(String.class)
                .list();
    }

    private static void theFirstNodeRunsEverySegment(Node first) {
        EventProcessingConfiguration processing = first.bean(EventProcessingConfiguration.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> processing.eventProcessors().values().stream()
                        .filter(StreamingEventProcessor.class::isInstance)
                        .map(StreamingEventProcessor.class::cast)
                        .allMatch(processor -> processor.processingStatus().values().stream()
                                        .mapToDouble(status ->
                                                1.0 / (status.getSegment().getMask() + 1))
                                        .sum()
                                == 1.0));
    }

    private static Api onNode(World world, Node node) {
        return node.api().logInAsAdmin().with("X-Tenant-Id", world.tenantId());
    }

    private static List<Long> events(Node node, String aggregateId) {
        return node.jdbc()
                .sql("select sequence_number from domain_event where aggregate_identifier = :id order by 1")
                .param("id", aggregateId)
                .query(Long.class)
                .list();
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
