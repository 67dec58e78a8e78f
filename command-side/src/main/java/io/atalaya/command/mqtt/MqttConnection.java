package io.atalaya.command.mqtt;

import io.atalaya.kernel.Rejection;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from its first packet to its end. Everything here runs on its event loop unless it says otherwise. */
final class MqttConnection extends SimpleChannelInboundHandler<MqttMessage> {
    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);
    private static final long CONNECT_TIMEOUT_S = 10;
    private static final long LAST_WORD_TIMEOUT_S = 2;
    /** A device has one topic to hear; a gateway that subscribes for others does so a few at a time. */
    private static final int MAX_FILTERS = 64;

    private static final int MAX_SUBSCRIBING = 16;

    private final MqttServices services;
    private final Channel channel;
    /** What a client sends without waiting for the answer to its CONNECT. */
    private final ArrayDeque<MqttMessage> early = new ArrayDeque<>();

    private boolean isConnecting;
    private volatile @Nullable Peer peer;
    private volatile boolean isEnded;
    private final AtomicInteger subscribing = new AtomicInteger();
    /** What it wants to hear of its tenant's notifications. */
    private final Set<String> notificationFilters = ConcurrentHashMap.newKeySet();

    private @Nullable Uplink uplink;

    MqttConnection(Channel channel, MqttServices services) {
        this.channel = channel;
        this.services = services;
    }

    /** Whether the first packet has come in whole. */
    boolean hasBegun() {
        return isConnecting;
    }

    /** On any thread. Only of connections that are open. */
    String keyText() {
        Peer known = peer;
        return known == null ? "" : known.keyText();
    }

    /** Only of connections that are open. */
    Session session() {
        return Objects.requireNonNull(peer, "the connection is open").session();
    }

    /**
     * On any thread. What comes in from now on is not heard. MQTT 3.1.1 servers end a connection without a word; with
     * MQTT 5, whoever does not read the word is not waited for.
     */
    void end(MqttReasonCodes.Disconnect reason) {
        Peer known = peer;
        isEnded = true;
        if (known != null && known.isVersion5()) {
            channel.writeAndFlush(Answers.disconnect(reason)).addListener(ChannelFutureListener.CLOSE);
            channel.eventLoop().schedule(() -> channel.close(), LAST_WORD_TIMEOUT_S, TimeUnit.SECONDS);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (peer == null) {
                                channel.close();
                            }
                        },
                        CONNECT_TIMEOUT_S,
                        TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (isEnded) {
            return;
        }
        if (message.decoderResult().isFailure()) {
            broken(message.decoderResult().cause());
        } else if (uplink != null) {
            handle(message, uplink);
        } else if (isConnecting) {
            early.add(ReferenceCountUtil.retain(message));
        } else if (message instanceof MqttConnectMessage connect) {
            isConnecting = true;
            connect(connect);
        } else {
            channel.close();
        }
    }

    private void connect(MqttConnectMessage message) {
        // Nothing more is read before it is clear who this is.
        channel.config().setAutoRead(false);
        Handshake handshake = new Handshake(message, channel, services);
        services.virtualThreads().execute(() -> {
            Handshake.Outcome outcome = handshake.decide();
            channel.eventLoop().execute(() -> conclude(outcome, handshake));
        });
    }

    private void conclude(Handshake.Outcome outcome, Handshake handshake) {
        switch (outcome) {
            case Handshake.Refused(MqttMessage answer) -> {
                services.meters().connectRefused();
                channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
            }
            case Handshake.Admitted(Peer admitted, MqttMessage answer) -> open(admitted, answer, handshake);
        }
    }

    private void open(Peer admitted, MqttMessage answer, Handshake handshake) {
        if (!channel.isActive()) {
            releaseEarly();
            return;
        }
        Uplink opened = new Uplink(channel, admitted, services, this::end);
        peer = admitted;
        uplink = opened;
        services.connections().opened(this, admitted);
        int silence = handshake.longestSilenceSeconds();
        if (silence > 0) {
            channel.pipeline().addFirst(new IdleStateHandler(silence, 0, 0));
        }
        channel.writeAndFlush(answer);
        channel.config().setAutoRead(true);
        for (MqttMessage message = early.poll(); message != null; message = early.poll()) {
            try {
                handle(message, opened);
            } finally {
                ReferenceCountUtil.release(message);
            }
        }
    }

    private void handle(MqttMessage message, Uplink open) {
        switch (message.fixedHeader().messageType()) {
            case PUBLISH -> publish((MqttPublishMessage) message, open);
            case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message);
            case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message);
            case PINGREQ -> channel.writeAndFlush(MqttMessage.PINGRESP);
            case DISCONNECT -> leave(message);
            default -> end(MqttReasonCodes.Disconnect.PROTOCOL_ERROR);
        }
    }

    /** A client of MQTT 5 may want to be forgotten when it goes. */
    private void leave(MqttMessage message) {
        if (message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                && header.properties().getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL)
                        instanceof MqttProperties.IntegerProperty expiry
                && expiry.value() == 0) {
            session().forget();
        }
        channel.close();
    }

    private void publish(MqttPublishMessage message, Uplink open) {
        MqttQoS qos = message.fixedHeader().qosLevel();
        if (qos == MqttQoS.EXACTLY_ONCE) {
            end(MqttReasonCodes.Disconnect.QOS_NOT_SUPPORTED);
            return;
        }
        if (message.variableHeader().properties().getProperty(MqttProperties.TOPIC_ALIAS) != null) {
            end(MqttReasonCodes.Disconnect.TOPIC_ALIAS_INVALID);
            return;
        }
        String topic = message.variableHeader().topicName();
        byte[] payload = ByteBufUtil.getBytes(message.payload());
        open.offer(
                qos == MqttQoS.AT_LEAST_ONCE
                        ? Publication.of(
                                topic,
                                payload,
                                message.variableHeader().packetId(),
                                message.fixedHeader().isDup())
                        : Publication.unacknowledged(topic, payload));
    }

    /** Whether a device is the client's own may have to be looked up, which the event loop must not wait for. */
    private void subscribe(MqttSubscribeMessage message) {
        int packetId = message.variableHeader().messageId();
        List<MqttTopicSubscription> wanted = message.payload().topicSubscriptions();
        if (wanted.size() > MAX_FILTERS || subscribing.incrementAndGet() > MAX_SUBSCRIBING) {
            end(MqttReasonCodes.Disconnect.QUOTA_EXCEEDED);
            return;
        }
        services.virtualThreads().execute(() -> {
            List<Integer> answers = new ArrayList<>(wanted.size());
            for (MqttTopicSubscription subscription : wanted) {
                answers.add(answerTo(subscription));
            }
            subscribing.decrementAndGet();
            channel.writeAndFlush(Answers.subscribed(packetId, answers));
        });
    }

    private int answerTo(MqttTopicSubscription subscription) {
        Peer known = peer;
        try {
            if (known == null) {
                throw Rejection.of(Rejection.Code.AUTHENTICATION_REQUIRED, "Connect first");
            }
            if (!services.gate().take(known.key()).granted()) {
                return refusal(MqttReasonCodes.SubAck.QUOTA_EXCEEDED, known);
            }
            if (NotificationTopics.isOne(subscription.topicFilter())) {
                return subscribedToNotifications(subscription.topicFilter(), known);
            }
            services.reports().requireReadable(subscription.topicFilter(), known.caller());
            return Math.min(subscription.qualityOfService().value(), MqttQoS.AT_LEAST_ONCE.value());
        } catch (Rejection rejection) {
            return refusal(MqttReasonCodes.SubAck.NOT_AUTHORIZED, known);
        } catch (RuntimeException failure) {
            log.error("A subscription to {} could not be handled", subscription.topicFilter(), failure);
            return refusal(MqttReasonCodes.SubAck.UNSPECIFIED_ERROR, known);
        }
    }

    /** Nothing is kept for a client that is away, so more than QoS 0 is not promised. */
    private int subscribedToNotifications(String filter, Peer known) {
        NotificationTopics.requireReadable(filter, known.caller());
        if (notificationFilters.size() >= MAX_FILTERS) {
            return refusal(MqttReasonCodes.SubAck.QUOTA_EXCEEDED, known);
        }
        notificationFilters.add(filter);
        return MqttQoS.AT_MOST_ONCE.value();
    }

    /** On any thread. A client that does not read is passed over. */
    boolean announce(String topic, byte[] payload) {
        boolean isWanted = notificationFilters.stream().anyMatch(filter -> NotificationTopics.matches(filter, topic));
        if (!isWanted || isEnded || !channel.isWritable()) {
            return false;
        }
        channel.writeAndFlush(MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.AT_MOST_ONCE)
                .payload(Unpooled.wrappedBuffer(payload))
                .build());
        return true;
    }

    /** MQTT 3.1.1 has one code for all refusals, which is the one of an unspecified error in MQTT 5. */
    private static int refusal(MqttReasonCodes.SubAck reason, @Nullable Peer peer) {
        boolean isVersion5 = peer != null && peer.isVersion5();
        return Byte.toUnsignedInt((isVersion5 ? reason : MqttReasonCodes.SubAck.UNSPECIFIED_ERROR).byteValue());
    }

    private void unsubscribe(MqttUnsubscribeMessage message) {
        MqttMessageBuilders.UnsubAckBuilder answer =
                MqttMessageBuilders.unsubAck().packetId(message.variableHeader().messageId());
        notificationFilters.removeAll(message.payload().topics());
        message.payload().topics().forEach(topic -> answer.addReasonCode((short) 0));
        channel.writeAndFlush(answer.build());
    }

    private void broken(Throwable cause) {
        log.debug("A packet could not be read", cause);
        if (peer == null) {
            MqttMessage answer = Handshake.refusalOf(cause);
            if (answer != null) {
                channel.writeAndFlush(answer);
            }
            channel.close();
        } else {
            end(
                    cause instanceof TooLongFrameException
                            ? MqttReasonCodes.Disconnect.PACKET_TOO_LARGE
                            : MqttReasonCodes.Disconnect.MALFORMED_PACKET);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && uplink != null && !uplink.isPaused()) {
            end(MqttReasonCodes.Disconnect.KEEP_ALIVE_TIMEOUT);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (uplink != null) {
            uplink.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        releaseEarly();
        Peer known = peer;
        if (known != null) {
            services.connections().closed(this, known);
        }
    }

    private void releaseEarly() {
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    /** Clients go without saying so, and some speak another protocol; the rest is our fault. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            log.debug("A connection broke", cause);
        } else {
            log.error("A connection failed", cause);
        }
        channel.close();
    }
}
